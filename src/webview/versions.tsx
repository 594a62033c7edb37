import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { fill } from '../protocol/strings.ts';
import type { ShownTurn } from '../protocol/messages.ts';
import { IconButton } from './iconButton.tsx';
import { usePage } from './page.ts';

/** The button that was used last: the version that comes has its own, which takes the focus over. */
let used: 1 | -1 | undefined;

/** Which version of a turn this is, and the way to the others. */
export function Versions({ turn }: { readonly turn: ShownTurn }): JSX.Element | null {
  const { strings, host } = usePage();
  const row = useRef<HTMLDivElement>(null);
  const { version } = turn;
  useEffect(() => {
    if (used !== undefined && row.current) {
      row.current.querySelector<HTMLElement>(used === -1 ? 'button:first-of-type' : 'button:last-of-type')?.focus();
      used = undefined;
    }
  }, []);
  if (!version) {
    return null;
  }
  const go = (by: 1 | -1): void => {
    used = by;
    host.post({ type: 'otherVersion', turnId: turn.id, by });
  };
  return (
    <div class="versions" ref={row}>
      <IconButton icon="chevron-left" name={strings.versionPrevious} look="when-idle" onClick={() => { go(-1); }} />
      <span>{fill(strings.versionOf, version.number, version.of)}</span>
      <IconButton icon="chevron-right" name={strings.versionNext} look="when-idle" onClick={() => { go(1); }} />
    </div>
  );
}
