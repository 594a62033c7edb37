import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ShownProgress } from '../protocol/messages.ts';
import { fill } from '../protocol/strings.ts';

/** Seconds since, or until, the moment that the progress names. */
function seconds({ since, until }: ShownProgress): number {
  const ms = until === undefined ? Date.now() - (since ?? Date.now()) : until - Date.now();
  return Math.max(0, Math.round(ms / 1000));
}

/** One quiet line that says what the answer waits for, counting. It is read out once: the count itself is not. */
export function ProgressLine({ progress }: { readonly progress: ShownProgress }): JSX.Element {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      tick((count) => count + 1);
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const [announced, setAnnounced] = useState('');
  useEffect(() => {
    setAnnounced(fill(progress.text, seconds(progress)));
  }, [progress]);
  return (
    <div class="progress-line">
      <span class="shimmer" aria-hidden="true">{fill(progress.text, seconds(progress))}</span>
      <span class="visually-hidden" role="status">
        {announced}
      </span>
    </div>
  );
}
