import type { JSX } from 'preact';

/** The mark of the activity bar, a spindle between head and tail of a lathe. Inline: the page may load no picture. */
export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="40" height="40" fill="currentColor" aria-hidden="true">
      <path d="M2 5.5a1 1 0 0 1 1-1h.5a1 1 0 0 1 1 1v12h15.5V9a1 1 0 0 1 2 0v9.5a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z" />
      <path d="M5.25 9.25h1l.75 1.25C7.3 8 9.9 8 10.2 10.5 10.7 4.5 15.7 4.5 16.25 8.9c.2 1.2.9 1.6 1.75 1.6H19.25v2H18c-.85 0-1.55.4-1.75 1.6-.55 4.4-5.55 4.4-6.05-1.6-.3 2.5-2.9 2.5-3.2 0l-.75 1.25h-1z" />
    </svg>
  );
}
