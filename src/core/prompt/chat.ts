import type { Turn } from '../chat/conversation.ts';
import type { CompactedEvent, Prompt } from '../chat/events.ts';
import type { RequestSettings } from '../chat/ports.ts';
import type { ChatMessage, ChatRequest } from '../model.ts';
import { withSummary } from './compact.ts';
import { slashOf } from './commands.ts';
import { continueMessage } from './continue.ts';
import { explainMessage } from './explain.ts';
import { attachmentKey, attachmentPart } from './attachments.ts';
import { fenced } from './fence.ts';

/**
 * The message that a prompt is sent as: pure, so that an old turn is sent again as it was first. What was attached stands before
 * the question, which a model heeds best when it comes last. `told`: the keys of what earlier messages of the request hold, which
 * is named and not sent again; what this one holds is added to it.
 */
export function userMessage(prompt: Prompt, told = new Set<string>()): string {
  if (prompt.action === 'explain') {
    return explainMessage(prompt);
  }
  const before: string[] = [];
  const after: string[] = [];
  for (const reference of prompt.references) {
    if (reference.kind === undefined) {
      after.push(`${reference.label}\n${fenced(reference.text, reference.language)}`);
    } else {
      const key = attachmentKey(reference);
      // A picture is sent each time: what is known of it is only its name.
      before.push(attachmentPart(reference, reference.image === undefined && told.has(key)));
      told.add(key);
    }
  }
  return [...before, ...wordsOf(prompt), ...after].join('\n\n');
}

/** A command is told in its own words, with what was written behind it. */
function wordsOf({ text, command }: Prompt): readonly string[] {
  const rest = slashOf(text)?.rest.trim() ?? '';
  return command ? [command.instruction, ...(rest === '' ? [] : [rest])] : [text];
}

function asMessage(prompt: Prompt, told: Set<string>): ChatMessage {
  const text = userMessage(prompt, told);
  const images = prompt.references.flatMap(({ image }) => (image ? [image] : []));
  return { role: 'user', text, ...(images.length > 0 ? { images } : {}) };
}

/**
 * The request for the next turn: all earlier ones that got an answer, then the new question. Whether thoughts go back is
 * the client's to know: most templates would show them as if they had been said, a few models need them.
 */
export function buildRequest(
  settings: RequestSettings,
  earlier: readonly Turn[],
  prompt: Prompt,
  compaction?: CompactedEvent,
): ChatRequest {
  const { system, messages, told } = historyOf(settings.system, earlier, compaction);
  const { model, parameters, format } = settings;
  return { model, system, messages: [...messages, asMessage(prompt, told)], parameters, ...(format ? { responseFormat: format } : {}) };
}

/** What stands before the next question. */
export interface History {
  readonly system: string;
  readonly messages: readonly ChatMessage[];
  /** Keys of what was attached to the messages, which need not be sent again. */
  readonly told: Set<string>;
}

/** The system message, with the summary where there is one, and the messages of the earlier turns that are sent. */
export function historyOf(ownSystem: string, earlier: readonly Turn[], compaction: CompactedEvent | undefined): History {
  const messages: ChatMessage[] = [];
  const sent = unsummarized(earlier, compaction);
  const told = new Set<string>();
  for (const turn of sent) {
    // A question without any answer would leave two user messages in a row, which some templates refuse.
    if (turn.text.trim() !== '') {
      messages.push(...messagesOf(turn, told));
    }
  }
  const system = compaction && sent !== earlier ? withSummary(ownSystem, compaction.summary) : ownSystem;
  return { system, messages, told };
}

/** The same ones for the same turn, so that what was found out about a message, such as its tokens, holds for the next request. */
const made = new WeakMap<Turn, { readonly named: string; readonly messages: readonly ChatMessage[] }>();

function messagesOf(turn: Turn, told: Set<string>): readonly ChatMessage[] {
  // What was attached is written out or only named, by what earlier messages hold.
  const keys = turn.prompt.references.flatMap((reference) => (reference.kind === undefined ? [] : [attachmentKey(reference)]));
  const named = keys.map((key, index) => Number(told.has(key) || keys.indexOf(key) < index)).join('');
  const known = made.get(turn);
  if (known?.named === named) {
    for (const key of keys) {
      told.add(key);
    }
    return known.messages;
  }
  const messages = [asMessage(turn.prompt, told), answerMessage(turn)];
  made.set(turn, { named, messages });
  return messages;
}

/** The turns that no summary stands in for; all of them when the turn that was summarized last is not there any more. */
export function unsummarized(earlier: readonly Turn[], compaction: CompactedEvent | undefined): readonly Turn[] {
  const last = compaction ? earlier.findIndex(({ id }) => id === compaction.turn) : -1;
  return last < 0 ? earlier : earlier.slice(last + 1);
}

/** The request for the rest of an answer that was cut off. `turn` is that of the answer, `earlier` are those before it. */
export function buildContinuation(
  settings: RequestSettings,
  earlier: readonly Turn[],
  turn: Turn,
  compaction?: CompactedEvent,
): ChatRequest {
  const request = buildRequest(settings, earlier, turn.prompt, compaction);
  return {
    ...request,
    messages: [...request.messages, { role: 'assistant', text: turn.text }, { role: 'user', text: continueMessage(turn.text) }],
  };
}

/** Only a thought that came to its end is worth giving back. */
function answerMessage({ text, thought, end }: Turn): ChatMessage {
  return { role: 'assistant', text, ...(thought !== '' && end?.type === 'finished' ? { thought } : {}) };
}
