import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ShownJson } from '../protocol/messages.ts';
import { fill } from '../protocol/strings.ts';
import { Icon } from './icon.tsx';
import { usePage } from './page.ts';

/** Items of one list that are shown at most, how many levels are unfolded at first, and of how many items each at most. */
const mostItems = 200;
const openDepth = 2;
const fewItems = 20;

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  return Array.isArray(value) ? value.map((item: unknown, index) => [String(index), item] as const) : Object.entries(value);
}

/** `levels`: that are unfolded at first. */
function Value({ name, value, levels }: { readonly name: string | undefined; readonly value: unknown; readonly levels: number }): JSX.Element {
  const { strings } = usePage();
  // What is folded is not there: an answer may be as deep and as wide as it likes.
  const [open, setOpen] = useState(levels > 0);
  const label = name === undefined ? null : <span class="json-name">{name}: </span>;
  if (typeof value !== 'object' || value === null) {
    return (
      <div class="json-leaf">
        {label}
        <span class={`json-${value === null ? 'null' : typeof value}`} dir="auto">
          {typeof value === 'string' ? value : String(value)}
        </span>
      </div>
    );
  }
  const entries = entriesOf(value);
  const shape = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  return (
    <details open={open} onToggle={(event) => { setOpen(event.currentTarget.open); }}>
      <summary>
        {label}
        <span class="json-shape">{shape}</span>
      </summary>
      {open && entries.slice(0, mostItems).map(([key, item]) => (
        <Value key={key} name={key} value={item} levels={entries.length > fewItems ? 0 : levels - 1} />
      ))}
      {open && entries.length > mostItems && <p class="json-more">{fill(strings.jsonMore, entries.length - mostItems)}</p>}
    </details>
  );
}

/** The answer as the tree that it is, or why it is none. */
export function JsonAnswer({ json }: { readonly json: ShownJson }): JSX.Element {
  const { strings } = usePage();
  if ('problem' in json) {
    return (
      <p class="json-problem" role="note">
        <Icon name="warning" />
        <span>{json.problem}</span>
      </p>
    );
  }
  return (
    <div class="json" role="group" aria-label={strings.jsonValid}>
      <Value name={undefined} value={JSON.parse(json.text) as unknown} levels={openDepth} />
    </div>
  );
}
