import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PageDirection } from '../protocol/messages.ts';
import { usePage } from './page.ts';
import type { ViewState } from './store.ts';

/** How far outside the view the end of what is held may come before more is asked for. */
const margin = '1500px 0px';

/** Asks the host for the turns before the first or after the last one, once that end comes near the view. */
export function usePaging(scroller: RefObject<HTMLElement | null>, state: ViewState): void {
  const { host } = usePage();
  useEffect(() => {
    const edges = scroller.current?.querySelectorAll<HTMLElement>('[data-edge]') ?? [];
    // One question for each part that is held: made anew when that has changed.
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          const direction = (target as HTMLElement).dataset['edge'] as PageDirection;
          const turnId = state.turns.at(direction === 'before' ? 0 : -1)?.id;
          if (isIntersecting && turnId !== undefined) {
            observer.unobserve(target);
            host.post({ type: 'page', direction, turnId });
          }
        }
      },
      { root: scroller.current, rootMargin: margin },
    );
    edges.forEach((edge) => {
      observer.observe(edge);
    });
    return () => {
      observer.disconnect();
    };
  }, [state.turns[0]?.id, state.turns.at(-1)?.id, state.before, state.after]);
}
