import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { locate, longestQuery } from '../protocol/find.ts';
import { fill } from '../protocol/strings.ts';
import { mark, revealMatch, unmark, type FindPlace } from './findMarks.ts';
import { IconButton } from './iconButton.tsx';
import { usePage } from './page.ts';
import type { ViewState } from './store.ts';

/** How long typing rests before the host searches, and drawing before marks are made again, ms. */
const restMs = 120;

/** How long an answer grows before what is found in it is counted again, ms. */
const growMs = 1000;

/** Asks an answer to be there whole (`true`), or as far as it is near the view. */
function pin(turnId: string | undefined, pinned: boolean): void {
  if (turnId !== undefined) {
    const answer = document.querySelector(`.reply[data-turn="${CSS.escape(turnId)}"] .markdown`);
    answer?.dispatchEvent(new CustomEvent('pin', { detail: pinned }));
  }
}

/** Finds in the whole conversation: the host searches, the page shows the turn and marks what is drawn. */
export function Find({ state, onClose }: { readonly state: ViewState; readonly onClose: () => void }): JSX.Element {
  const { strings, host } = usePage();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [index, setIndex] = useState(0);
  // What was found for other words says nothing about these.
  const answer = state.found?.query === query && state.found.matchCase === matchCase ? state.found : undefined;
  const found = answer?.found ?? [];
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const current = total > 0 ? Math.min(index, total - 1) : undefined;
  const spot = current === undefined ? undefined : locate(found, current);
  const place: FindPlace = { query, matchCase, at: spot && { turnId: spot.at.turnId, part: spot.at.part, nth: spot.nth } };
  const turnId = spot?.at.turnId;
  const loaded = turnId !== undefined && state.turns.some(({ id }) => id === turnId);

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [state.findRequests]);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIndex(0);
      host.post({ type: 'find', query, matchCase });
    }, restMs);
    return () => {
      clearTimeout(timer);
    };
  }, [query, matchCase, state.conversation]);
  const growing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const searched = useRef({ query, matchCase });
  searched.current = { query, matchCase };
  useEffect(() => {
    if (answer && query !== '') {
      growing.current ??= setTimeout(() => {
        growing.current = undefined;
        host.post({ type: 'find', ...searched.current });
      }, growMs);
    }
  }, [state.turns]);
  useEffect(() => () => {
    clearTimeout(growing.current);
  }, []);
  useEffect(() => {
    const scroller = document.querySelector('.scroller');
    if (!scroller) {
      return undefined;
    }
    if (turnId !== undefined && !loaded) {
      host.post({ type: 'show', turnId });
    } else {
      pin(turnId, true);
      revealMatch(scroller, place);
    }
    return () => {
      pin(turnId, false);
    };
    // Not when there is more to find: one may have scrolled on meanwhile.
  }, [query, matchCase, turnId, spot?.at.part, spot?.nth, loaded]);
  useEffect(() => {
    const scroller = document.querySelector('.scroller');
    if (scroller) {
      mark(scroller, place);
    }
  }, [state.found, query, matchCase, current, loaded]);
  useEffect(() => {
    // Blocks come, grow and go: what is marked goes with them.
    const scroller = document.querySelector('.scroller');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new MutationObserver(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (scroller) {
          mark(scroller, place);
        }
      }, restMs);
    });
    if (scroller) {
      observer.observe(scroller, { subtree: true, childList: true, characterData: true });
    }
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [state.found, query, matchCase, current]);
  useEffect(() => unmark, []);

  const go = (by: 1 | -1): void => {
    if (current !== undefined) {
      setIndex((current + by + total) % total);
    }
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const inInput = event.target === input.current;
    if (event.key === 'Escape') {
      onClose();
    } else if (event.key === 'F3' || (event.key === 'Enter' && inInput && !event.isComposing)) {
      go(event.shiftKey ? -1 : 1);
    } else if (event.altKey && event.code === 'KeyC') {
      setMatchCase(!matchCase);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const told = query === '' || !answer ? '' : current === undefined ? strings.findNone : fill(strings.findCount, current + 1, total);
  return (
    <div class="find" role="search" aria-label={strings.find} onKeyDown={onKeyDown}>
      <div class="find-input">
        <input
          ref={input}
          type="text"
          aria-label={strings.find}
          placeholder={strings.find}
          maxLength={longestQuery}
          value={query}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
          }}
        />
        <IconButton icon="case-sensitive" name={strings.findMatchCase} pressed={matchCase} onClick={() => { setMatchCase(!matchCase); }} />
      </div>
      <span class={current === undefined && answer && query !== '' ? 'find-count none' : 'find-count'} role="status">
        {told}
      </span>
      <IconButton icon="arrow-up" name={strings.findPrevious} disabled={total === 0} onClick={() => { go(-1); }} />
      <IconButton icon="arrow-down" name={strings.findNext} disabled={total === 0} onClick={() => { go(1); }} />
      <IconButton icon="close" name={strings.findClose} onClick={onClose} />
    </div>
  );
}
