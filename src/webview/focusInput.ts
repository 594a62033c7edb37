import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { HostApi } from './api.ts';

/**
 * When the page gets the focus and none of its controls has it, typing goes to the message box, or to the message that was being edited: a
 * page that loses the keyboard to a list of VS Code's own also forgets what had it.
 */
export function useFocusInput(input: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    let edited: HTMLTextAreaElement | null = null;
    const onFocusIn = ({ target }: FocusEvent): void => {
      edited = target instanceof Element ? (target.closest('.edit-box')?.querySelector('textarea') ?? null) : null;
    };
    const onFocus = (): void => {
      if (document.activeElement === document.body || document.activeElement === null) {
        (edited?.isConnected === true ? edited : input.current)?.focus();
      }
    };
    document.addEventListener('focusin', onFocusIn);
    window.addEventListener('focus', onFocus);
    if (document.hasFocus()) {
      onFocus();
    }
    return () => {
      document.removeEventListener('focusin', onFocusIn);
      window.removeEventListener('focus', onFocus);
    };
  }, []);
}

/**
 * A control that goes away with what it did takes the focus along, and keys then lead nowhere: the message box has it instead. `changed`: what
 * may take a control away. Whoever left the control before it went is left alone, such as in a text that is being selected.
 */
export function useKeepFocus(input: RefObject<HTMLTextAreaElement | null>, changed: readonly unknown[]): void {
  const last = useRef<Element>(undefined);
  useEffect(() => {
    const onFocusIn = ({ target }: FocusEvent): void => {
      last.current = target instanceof Element ? target : undefined;
    };
    const onFocusOut = ({ target }: FocusEvent): void => {
      // It is still there while it is being taken away.
      setTimeout(() => {
        if (target instanceof Element && target === last.current && target !== document.activeElement && isThere(target)) {
          last.current = undefined;
        }
      });
    };
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('focusout', onFocusOut);
    return () => {
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('focusout', onFocusOut);
    };
  }, []);
  useEffect(() => {
    if (last.current && !isThere(last.current) && (document.activeElement === document.body || document.activeElement === last.current)) {
      input.current?.focus();
    }
  }, changed);
}

/** What is hidden loses the focus only when it is drawn next. */
function isThere(element: Element): boolean {
  return element.isConnected && element.checkVisibility();
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
