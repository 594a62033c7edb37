import type { Anchor } from './memory.ts';

/** CSS pixels from the end within which scrolling down sticks to it again. */
const near = 24;

export interface Sticking {
  /** Goes to the end and stays there while it grows. */
  readonly stick: () => void;
  /** Goes back to where the person was reading. */
  readonly restore: (anchor: Anchor) => void;
  /** Takes the place of what is read; `keep` brings it back there after turns in front of it came or went. */
  readonly mark: () => { readonly keep: () => void } | undefined;
  readonly dispose: () => void;
}

function articles(scroller: Element): readonly HTMLElement[] {
  return [...scroller.querySelectorAll<HTMLElement>('article')];
}

function partOf(article: HTMLElement): Anchor['part'] {
  return article.classList.contains('question') ? 'question' : 'answer';
}

const chapters = (article: Element): readonly HTMLElement[] => [...article.querySelectorAll<HTMLElement>('.chapter')];

/** The article, or the chapter of it, at the view's upper edge: heights out of view are guesses, so a plain offset would not last. */
function anchorOf(scroller: HTMLElement): Anchor | undefined {
  const top = scroller.getBoundingClientRect().top;
  const reaches = (element: Element): boolean => element.getBoundingClientRect().bottom > top;
  const article = articles(scroller).find(reaches);
  const turnId = article?.dataset['turn'];
  if (!article || turnId === undefined) {
    return undefined;
  }
  const within = chapters(article);
  const chapter = within.length > 1 ? within.findIndex(reaches) : -1;
  const offset = Math.round(top - (within[chapter] ?? article).getBoundingClientRect().top);
  return { turnId, part: partOf(article), offset, ...(chapter === -1 ? {} : { chapter }) };
}

/** Lays out for two frames what is out of view too; the browser remembers these heights instead of its guesses. */
function measureAll(scroller: Element): void {
  scroller.classList.add('measuring');
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      scroller.classList.remove('measuring');
    }),
  );
}

/**
 * Keeps `scroller` at its end while `content` grows, until the person scrolls up. `onChange` tells whether it sticks, and
 * if not, where the person reads.
 */
export function stickToEnd(
  scroller: HTMLElement,
  content: HTMLElement,
  onChange: (anchor: Anchor | undefined) => void,
): Sticking {
  let stuck = true;
  let lastTop = scroller.scrollTop;
  const toEnd = (): void => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  const onScroll = (): void => {
    const top = scroller.scrollTop;
    const left = scroller.scrollHeight - scroller.clientHeight - top;
    const wasStuck = stuck;
    if (top < lastTop) {
      // Content that shrinks also moves the view up, but leaves it at the end.
      stuck = stuck && left <= 1;
    } else if (left <= near) {
      stuck = true;
    }
    lastTop = top;
    if (!stuck || !wasStuck) {
      onChange(stuck ? undefined : anchorOf(scroller));
    }
  };
  // Comes after layout and before paint, so that nothing is measured twice.
  const observer = new ResizeObserver(() => {
    // A welcome is read from its beginning, even where it does not fit.
    if (stuck && content.querySelector('article')) {
      toEnd();
    }
  });
  observer.observe(content);
  observer.observe(scroller);
  scroller.addEventListener('scroll', onScroll, { passive: true });
  return {
    stick: () => {
      stuck = true;
      toEnd();
      onChange(undefined);
    },
    restore: (anchor) => {
      const article = articles(scroller).find(
        (candidate) => candidate.dataset['turn'] === anchor.turnId && partOf(candidate) === anchor.part,
      );
      if (article) {
        stuck = false;
        measureAll(scroller);
        const element = chapters(article)[anchor.chapter ?? -1] ?? article;
        scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + anchor.offset;
        lastTop = scroller.scrollTop;
        onChange(anchor);
      }
    },
    mark: () => {
      const edge = scroller.getBoundingClientRect().top;
      const read = articles(scroller).find((article) => article.getBoundingClientRect().bottom > edge);
      const top = read?.getBoundingClientRect().top;
      return read && top !== undefined && !stuck
        ? {
            keep: () => {
              if (read.isConnected) {
                scroller.scrollTop += read.getBoundingClientRect().top - top;
                lastTop = scroller.scrollTop;
              }
            },
          }
        : undefined;
    },
    dispose: () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', onScroll);
    },
  };
}
