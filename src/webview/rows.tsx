import type { JSX } from 'preact';
import type { ShownRow } from '../protocol/meter.ts';

/** Facts with their names, one below the other. */
export function Rows({ rows }: { readonly rows: readonly ShownRow[] }): JSX.Element {
  return (
    <dl class="rows">
      {rows.map(({ label, value, isPart }) => (
        <div key={label} class={isPart === true ? 'part' : undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
