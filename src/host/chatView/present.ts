import type { Turn } from '../../core/chat/conversation.ts';
import type { TurnEnd } from '../../core/chat/events.ts';
import type { Failure } from '../../core/errors.ts';
import type { ShownEnd, ShownFailure, ShownTurn } from '../../protocol/messages.ts';

/** Puts a failure into words, for the endpoint that was asked. */
export type DescribeFailure = (failure: Failure, endpoint: string) => ShownFailure;

/** A turn as the page shows it. */
export function presentTurn(turn: Turn, describe: DescribeFailure): ShownTurn {
  return {
    id: turn.id,
    prompt: turn.prompt.text,
    references: turn.prompt.references.map(({ label, language, text }) => ({ label, language, text })),
    thought: turn.thought,
    text: turn.text,
    ...(turn.thoughtMs === undefined ? {} : { thoughtMs: turn.thoughtMs }),
    ...(turn.end ? { end: presentEnd(turn.end, turn.endpoint, describe) } : {}),
  };
}

export function presentEnd(end: TurnEnd, endpoint: string, describe: DescribeFailure): ShownEnd {
  return end.type === 'failed' ? { type: 'failed', failure: describe(end.failure, endpoint) } : end;
}
