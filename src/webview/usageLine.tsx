import type { JSX } from 'preact';
import type { ShownUsage } from '../protocol/messages.ts';
import { Rows } from './rows.tsx';

/** What an answer took, in one line; it unfolds to all that is known of it. */
export function UsageLine({ usage }: { readonly usage: ShownUsage }): JSX.Element {
  const { text, title, rows = [] } = usage;
  if (rows.length === 0) {
    return (
      <p class="usage" title={title}>
        {text}
      </p>
    );
  }
  return (
    <details class="usage">
      <summary title={title}>{text}</summary>
      <Rows rows={rows} />
    </details>
  );
}
