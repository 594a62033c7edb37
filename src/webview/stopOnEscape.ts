import { useEffect } from 'preact/hooks';
import type { HostApi } from './api.ts';

/** Escape anywhere in the page ends the answer that streams, unless an input method wants the key for itself. */
export function useStopOnEscape(streaming: boolean, host: HostApi): void {
  useEffect(() => {
    if (!streaming) {
      return undefined;
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) {
        event.preventDefault();
        host.post({ type: 'stop' });
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [streaming, host]);
}
