import { canContinue, type Conversation, type Turn } from '../../core/chat/conversation.ts';
import type { CompactedEvent, Reference } from '../../core/chat/events.ts';
import type { TurnProgress } from '../../core/chat/progress.ts';
import type { Failure } from '../../core/errors.ts';
import type { ShownCompaction, ShownEnd, ShownFailure, ShownJson, ShownProgress, ShownReference, ShownTurn, ShownUsage } from '../../protocol/messages.ts';

/** Puts a failure into words, for the endpoint that was asked. */
export type DescribeFailure = (failure: Failure, endpoint: string) => ShownFailure;

/** How turns are put into words. */
export interface Words {
  readonly failure: DescribeFailure;
  readonly progress: (progress: TurnProgress, endpoint: string) => ShownProgress;
  /** Undefined for a turn that nothing is known of. */
  readonly usage: (turn: Turn) => ShownUsage | undefined;
  readonly compaction: (compaction: CompactedEvent) => ShownCompaction;
  /** Undefined for a turn that was not asked for JSON, or that has not finished. */
  readonly json: (turn: Turn) => ShownJson | undefined;
}

/** A turn as the page shows it. `progress`: what it waits for, if it runs. */
export function presentTurn(conversation: Conversation, turn: Turn, words: Words, progress?: TurnProgress): ShownTurn {
  const version = conversation.version(turn.id);
  return {
    id: turn.id,
    prompt: turn.prompt.text,
    references: turn.prompt.references.map(shownReference),
    thought: turn.thought,
    text: turn.text,
    ...(turn.thoughtMs === undefined ? {} : { thoughtMs: turn.thoughtMs }),
    ...(progress ? { progress: words.progress(progress, turn.endpoint) } : {}),
    ...(turn.prompt.command ? { command: turn.prompt.command.name } : {}),
    ...(version.of > 1 ? { version } : {}),
    ...presentEnd(turn, words),
  };
}

/** Characters of a piece of context that the page holds; the rest is a click away. */
export const longestShown = 20_000;

function shownReference({ label, language, text, kind }: Reference): ShownReference {
  return { label, language, text: text.slice(0, longestShown), ...(kind ? { kind } : {}), ...(text.length > longestShown ? { isCut: true } : {}) };
}

/** How the turn ended, and what it took; nothing while it runs. */
export function presentEnd(turn: Turn, words: Words): { readonly end?: ShownEnd; readonly usage?: ShownUsage; readonly json?: ShownJson } {
  const { end } = turn;
  if (!end) {
    return {};
  }
  const usage = words.usage(turn);
  const json = words.json(turn);
  return { end: shownEnd(turn, end, words), ...(usage ? { usage } : {}), ...(json ? { json } : {}) };
}

function shownEnd(turn: Turn, end: NonNullable<Turn['end']>, words: Words): ShownEnd {
  const again = canContinue(turn);
  if (end.type !== 'failed') {
    return again ? { ...end, canContinue: true } : end;
  }
  const failure = words.failure(end.failure, turn.endpoint);
  if (failure.code === 'over-budget') {
    // A rest that was not asked for leaves nothing to take back.
    return { type: 'failed', failure: again ? failure : { ...failure, actions: [...failure.actions, 'takeBack'] } };
  }
  return { type: 'failed', failure: again ? { ...failure, actions: ['continue', ...failure.actions] } : failure };
}
