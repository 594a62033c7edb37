import { sanitize } from './sanitize.ts';

/** Characters; above it colours would cost more than they help. */
const longestHighlighted = 60_000;

/** How far outside the view code is coloured already. */
const margin = '600px';

let observer: IntersectionObserver | undefined;

async function highlight(block: HTMLElement): Promise<void> {
  const code = block.querySelector('code');
  const language = block.dataset['language'] ?? '';
  const text = code?.textContent ?? '';
  if (!code || language === '' || text.length > longestHighlighted) {
    return;
  }
  // A chunk of its own: a page without code never loads it.
  const { toHtml } = await import('./highlighter.ts');
  const html = toHtml(text, language);
  if (html !== undefined) {
    code.replaceChildren(sanitize(html));
  }
}

function onSeen(entries: readonly IntersectionObserverEntry[], source: IntersectionObserver): void {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting && target instanceof HTMLElement) {
      source.unobserve(target);
      void highlight(target);
    }
  }
}

/** Colours the finished code blocks in `root` once they come near the view; a failure to load reaches the page's error handler. */
export function highlightWhenSeen(root: Element): void {
  const seen = (observer ??= new IntersectionObserver(onSeen, { rootMargin: margin }));
  for (const block of root.querySelectorAll('.code')) {
    seen.observe(block);
  }
}
