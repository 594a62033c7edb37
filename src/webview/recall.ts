import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface Recall {
  /** True when the key was for it. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  /** The box was sent: what was typed before a question was called back into it, as it was or changed since. */
  readonly takeBeside: () => string;
}

/**
 * Calls earlier questions back with the up arrow at the very beginning of the box, and goes back with the down arrow. What was typed
 * is kept beside: it comes back after the newest, and when the box is sent.
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
  if (draft === '') {
    recalled.current = undefined;
  }
  useLayoutEffect(() => {
    if (toStart.current) {
      toStart.current = false;
      input.current?.setSelectionRange(0, 0);
    }
  }, [draft]);

  const go = (back: number, beside: string): void => {
    const text = questions.at(-back);
    recalled.current = back === 0 || text === undefined ? undefined : { back, text, beside };
    const next = recalled.current?.text ?? beside;
    // The same text again is not drawn again.
    toStart.current = next !== input.current?.value;
    input.current?.setSelectionRange(0, 0);
    show(next);
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
        // One that was changed since is a text of the person's own, as what it took the place of.
        go(back + 1, now?.beside ?? [recalled.current?.beside ?? '', box.value].filter((text) => text !== '').join('\n\n'));
        return true;
      }
      if (event.key === 'ArrowDown' && now && (box.selectionStart === 0 || box.selectionStart === box.value.length)) {
        event.preventDefault();
        go(back - 1, now.beside);
        return true;
      }
      return false;
    },
    takeBeside: () => {
      const { beside = '' } = recalled.current ?? {};
      recalled.current = undefined;
      return beside;
    },
  };
}
