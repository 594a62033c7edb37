import type { JSX } from 'preact';
import { IconButton } from './iconButton.tsx';
import { usePage } from './page.ts';

/** Asks a question that has its answer once more. */
export function TurnTools({ turnId }: { readonly turnId: string }): JSX.Element {
  const { strings, host } = usePage();
  return (
    <div class="turn-tools when-idle">
      <IconButton icon="refresh" name={strings.regenerate} onClick={() => { host.post({ type: 'regenerate', turnId, chooseModel: false }); }} />
      <IconButton icon="sparkle" name={strings.regenerateWith} onClick={() => { host.post({ type: 'regenerate', turnId, chooseModel: true }); }} />
    </div>
  );
}
