import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface Recall {
  /** True when the key was for it. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  /** What was typed before, when `text` is a question that was called back as it was; it belongs in the box once that is sent. */
  readonly besides: (text: string) => string;
}

/**
 * Calls earlier questions back with the up arrow at the very beginning of the box, and goes back with the down arrow. What was typed
 * is kept beside: it comes back after the newest, and when the box is sent as it was called back.
 */
export function useRecall(
  input: RefObject<HTMLTextAreaElement | null>,
  draft: string,
  /** The newest last. */
  questions: readonly string[],
  show: (text: string) => void,
): Recall {
  /** Which question stands in the box, from the newest, and what it took the place of. */
  const recalled = useRef<{ readonly back: number; readonly text: string; readonly beside: string }>(undefined);
  const toStart = useRef(false);
  useLayoutEffect(() => {
    if (toStart.current) {
      toStart.current = false;
      input.current?.setSelectionRange(0, 0);
    }
  }, [draft]);

  const go = (back: number, beside: string): void => {
    const text = questions.at(-back);
    recalled.current = back === 0 || text === undefined ? undefined : { back, text, beside };
    toStart.current = true;
    show(recalled.current?.text ?? beside);
  };
  return {
    onKeyDown: (event) => {
      const box = input.current;
      if (!box || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || box.selectionStart !== box.selectionEnd) {
        return false;
      }
      const now = recalled.current?.text === box.value ? recalled.current : undefined;
      const back = now?.back ?? 0;
      if (event.key === 'ArrowUp' && box.selectionStart === 0 && back < questions.length) {
        event.preventDefault();
        go(back + 1, now?.beside ?? box.value);
        return true;
      }
      if (event.key === 'ArrowDown' && now && (box.selectionStart === 0 || box.selectionStart === box.value.length)) {
        event.preventDefault();
        go(back - 1, now.beside);
        return true;
      }
      return false;
    },
    besides: (text) => {
      const { current } = recalled;
      return current?.text === text ? current.beside : '';
    },
  };
}
