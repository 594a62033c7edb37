import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { HostApi } from './api.ts';

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

/** Tells the host whether the page has the keyboard: its key bindings count only then. */
export function useTellFocus(host: HostApi): void {
  useEffect(() => {
    const tell = (): void => {
      host.post({ type: 'focused', focused: document.hasFocus() });
    };
    window.addEventListener('focus', tell);
    window.addEventListener('blur', tell);
    tell();
    return () => {
      window.removeEventListener('focus', tell);
      window.removeEventListener('blur', tell);
    };
  }, []);
}
