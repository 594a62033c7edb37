import type { JSX } from 'preact';
import type { ShownTurn } from '../protocol/messages.ts';
import type { Strings } from '../protocol/strings.ts';
import { ActionButton } from './actionButton.tsx';
import { usePage } from './page.ts';

function noteFor(turn: ShownTurn, strings: Strings): string | undefined {
  const { end } = turn;
  if (end === undefined || end.type === 'failed') {
    return undefined;
  }
  if (end.type === 'stopped') {
    return strings.stopped;
  }
  switch (end.reason) {
    case 'length':
      return turn.text === '' ? strings.endLengthThinking : strings.endLength;
    case 'content-filter':
      return strings.endFiltered;
    case 'stop':
    case 'tool-calls':
    case 'other':
      return turn.text === '' ? strings.emptyAnswer : undefined;
  }
}

/** One quiet line where an answer ended otherwise than by being complete. */
export function EndNote({ turn }: { readonly turn: ShownTurn }): JSX.Element | null {
  const { strings } = usePage();
  const note = noteFor(turn, strings);
  if (note === undefined) {
    return null;
  }
  const ranOut = turn.end?.type === 'finished' && turn.end.reason === 'length';
  const goesOn = turn.end?.type !== 'failed' && turn.end?.canContinue === true;
  return (
    <div class="end-note">
      <p>{note}</p>
      {(ranOut || goesOn) && (
        <div class="buttons">
          {goesOn && <ActionButton action="continue" turnId={turn.id} primary={false} />}
          {ranOut && <ActionButton action="raiseLimit" turnId={turn.id} primary={false} />}
        </div>
      )}
    </div>
  );
}
