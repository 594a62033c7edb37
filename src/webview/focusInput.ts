import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** When the page gets the focus and none of its controls had it, typing goes to the message box. */
export function useFocusInput(input: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const onFocus = (): void => {
      if (document.activeElement === document.body || document.activeElement === null) {
        input.current?.focus();
      }
    };
    window.addEventListener('focus', onFocus);
    if (document.hasFocus()) {
      onFocus();
    }
    return () => {
      window.removeEventListener('focus', onFocus);
    };
  }, []);
}
