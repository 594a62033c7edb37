import type { JSX } from 'preact';
import type { Strings } from '../protocol/strings.ts';
import { usePage } from './page.ts';
import type { Announcement } from './store.ts';

function wordsFor(announcement: Announcement | undefined, strings: Strings): string {
  switch (announcement) {
    case undefined:
      return '';
    case 'started':
      return strings.answerStarted;
    case 'finished':
      return strings.answerFinished;
    case 'stopped':
      return strings.stopped;
    case 'failed':
      return strings.answerFailed;
  }
}

/** Tells a screen reader how the answer fares. The answer itself is there to be read at one's own pace. */
export function Announcer({ announcement }: { readonly announcement: Announcement | undefined }): JSX.Element {
  const { strings } = usePage();
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {wordsFor(announcement, strings)}
    </div>
  );
}
