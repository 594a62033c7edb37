import { useRef } from 'preact/hooks';
import type { HostApi } from './api.ts';

/** How long typing rests before the host is told, ms. */
const restMs = 200;

/** A function that tells the host what stands in the message box, once typing rests. */
export function useTellDraft(host: HostApi): (text: string) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return (text) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      host.post({ type: 'draft', text });
      host.remember({ isTold: true });
    }, restMs);
  };
}
