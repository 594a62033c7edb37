import type { Conversation, Turn } from './conversation.ts';
import type { Place } from './branches.ts';
import type { ConversationEvent } from './events.ts';

/** A conversation told anew, in as few events as make the same one. A turn that was found without an end has none again. */
export function eventsOf(conversation: Conversation): readonly ConversationEvent[] {
  const { title, pinned, summaries, wantsAll, allTurns, choices, overrides } = conversation;
  return [
    ...allTurns.flatMap((turn) => turnEvents(turn, conversation.placeOf(turn.id))),
    ...choices.map((turn) => ({ type: 'shown', turn }) as const),
    ...(Object.keys(overrides).length === 0 ? [] : [{ type: 'configured', overrides } as const]),
    ...(title === '' ? [] : [{ type: 'titled', title } as const]),
    ...(pinned ? [{ type: 'pinned', pinned } as const] : []),
    ...summaries,
    ...(wantsAll ? [{ type: 'uncompacted' } as const] : []),
  ];
}

function turnEvents(whole: Turn, place: Place): readonly ConversationEvent[] {
  const { id: turn, at, prompt, endpoint, model, maxTokens, format, thought, thoughtMs, text, usage, run, end, measured } = whole;
  const of = run === undefined ? { turn } : { turn, run };
  const isBroken = isInterrupted(whole) && measured !== undefined;
  return [
    { type: 'turn', turn, at, prompt, endpoint, model, maxTokens, ...(format ? { format } : {}), ...place },
    // What was measured of an answer that was broken off while it was gone on with is of the time before.
    ...(isBroken ? [{ type: 'end', turn, end: { type: 'stopped' }, measured } as const] : []),
    ...(run === undefined && !isBroken ? [] : [{ type: 'continued', ...of, at, endpoint, model, maxTokens } as const]),
    ...(thought === '' ? [] : [{ type: 'thought', ...of, text: thought } as const]),
    ...(thoughtMs === undefined ? [] : [{ type: 'thoughtEnded', ...of, ms: thoughtMs } as const]),
    ...(text === '' ? [] : [{ type: 'text', ...of, text } as const]),
    ...(usage ? [{ type: 'usage', ...of, usage } as const] : []),
    ...(!end || isInterrupted(whole) ? [] : [{ type: 'end', ...of, end, ...(measured ? { measured } : {}) } as const]),
  ];
}

/** Whether its journal has no end of it: its window has gone, or answers it still. */
export function isInterrupted({ end }: Turn): boolean {
  return end?.type === 'failed' && end.failure.code === 'interrupted';
}
