import * as v from 'valibot';
import { errorCodes, type Failure } from '../errors.ts';
import { imageTypes, type FinishReason, type Image, type ResponseFormat, type Usage } from '../model.ts';
import { overridesSchema, type Overrides } from '../parameters/overrides.ts';
import type { Measured } from './measured.ts';

/** What a piece of context is; it decides the words around it. */
export const referenceKinds = ['file', 'lines', 'folder', 'workspace', 'rules', 'problems', 'changes', 'commit', 'terminal', 'page', 'image'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/** A piece of a file, or other context, that goes with a question. */
export interface Reference {
  /** Such as `sort.py:3-14`. */
  readonly label: string;
  /** Path as the model is told it: relative to the workspace folder where there is one. The address of a web page. */
  readonly path: string;
  /** VS Code language id. */
  readonly language: string;
  readonly text: string;
  /** The file's other symbols, one a line; empty when not known. */
  readonly outline: string;
  /** Undefined for a piece of code that an action sends. */
  readonly kind?: ReferenceKind;
  /** Of a picture, which has no text. */
  readonly image?: Image;
}

/** What the person asked. `text` is what the conversation shows; what is sent is made of all of it. */
export interface Prompt {
  readonly action: 'ask' | 'explain';
  readonly text: string;
  readonly references: readonly Reference[];
  /** The slash command that `text` begins with. */
  readonly command?: PromptCommand;
}

/** A command as it was when it was used: the words of a later one may be others. */
export interface PromptCommand {
  /** Without the slash. */
  readonly name: string;
  /** What the model is told in its place. */
  readonly instruction: string;
}

/** How a turn ended: exactly one of these, once. */
export type TurnEnd =
  | { readonly type: 'finished'; readonly reason: FinishReason }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly failure: Failure };

/**
 * Everything that can happen to a conversation. One list serves the journal (a line each), the conversation (built from
 * them) and whoever watches it (told of each).
 */
export type ConversationEvent =
  | {
      readonly type: 'turn';
      readonly turn: string;
      readonly at: number;
      readonly prompt: Prompt;
      /** Who was asked, and with which limit: the settings may be others when it is read back. */
      readonly endpoint: string;
      readonly model: string;
      readonly maxTokens: number;
      /** The answer was asked for as JSON. */
      readonly format?: ResponseFormat;
      /** The last turn of what was shown when it was asked; earlier builds did not say. */
      readonly after?: string;
      /** It is another version of this turn, and begins a branch. Only in journals of version 2. */
      readonly instead?: string;
    }
  | { readonly type: 'thought'; readonly turn: string; readonly run?: string; readonly text: string }
  /** How long it thought, ms; said once, before the first text. */
  | { readonly type: 'thoughtEnded'; readonly turn: string; readonly run?: string; readonly ms: number }
  | { readonly type: 'text'; readonly turn: string; readonly run?: string; readonly text: string }
  | { readonly type: 'usage'; readonly turn: string; readonly run?: string; readonly usage: Usage }
  | { readonly type: 'end'; readonly turn: string; readonly run?: string; readonly end: TurnEnd; readonly measured?: Measured }
  /** An answer that had ended before it was complete goes on, of the same turn. */
  | {
      readonly type: 'continued';
      readonly turn: string;
      /** Names the going on: what it adds bears the same. Earlier builds gave none. */
      readonly run?: string;
      readonly at: number;
      readonly endpoint: string;
      readonly model: string;
      readonly maxTokens: number;
    }
  /** The turn was taken out, to be asked again. */
  | { readonly type: 'removed'; readonly turn: string }
  /** The branch through the turn is shown from now on. Only in journals of version 2. */
  | { readonly type: 'shown'; readonly turn: string }
  | TitledEvent
  | PinnedEvent
  | ConfiguredEvent
  | CompactedEvent
  /** The summary is not used any more: all messages are sent again. */
  | { readonly type: 'uncompacted' };

/** The person's own title; empty for that of the first question again. */
export interface TitledEvent {
  readonly type: 'titled';
  readonly title: string;
}

export interface PinnedEvent {
  readonly type: 'pinned';
  readonly pinned: boolean;
}

/** What the conversation asks with from now on, in place of the settings. */
export interface ConfiguredEvent {
  readonly type: 'configured';
  readonly overrides: Overrides;
}

/** What stands in for the turns up to and with this one when a question is sent; they themselves stay. */
export interface CompactedEvent {
  readonly type: 'compacted';
  readonly turn: string;
  readonly at: number;
  readonly summary: string;
  /** Who summarized, and what it took. */
  readonly endpoint: string;
  readonly model: string;
  readonly usage?: Usage;
}

/** What the page takes for one, too: a turn that cannot be asked for is none. */
const turn = v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/));
const run = v.exactOptional(v.string());
// JSON knows no infinity, but makes one of 1e999, which could not be written again.
const finite = v.pipe(v.number(), v.finite());
const count = v.exactOptional(finite);

const failure = v.object({
  code: v.picklist(errorCodes),
  retryable: v.boolean(),
  detail: v.exactOptional(v.string()),
  status: count,
  retryAfterMs: count,
  parameter: v.exactOptional(v.string()),
  excess: v.exactOptional(
    v.object({ span: v.picklist(['turn', 'day']), unit: v.picklist(['usd', 'tokens']), limit: finite, spent: finite, needed: finite }),
  ),
});

const end = v.variant('type', [
  v.object({
    type: v.literal('finished'),
    reason: v.picklist(['stop', 'length', 'tool-calls', 'content-filter', 'other']),
  }),
  v.object({ type: v.literal('stopped') }),
  v.object({ type: v.literal('failed'), failure }),
]);

export const promptCommandSchema = v.object({ name: v.string(), instruction: v.string() });

export const referenceSchema = v.object({
  label: v.string(),
  path: v.string(),
  language: v.string(),
  text: v.string(),
  outline: v.string(),
  kind: v.exactOptional(v.picklist(referenceKinds)),
  image: v.exactOptional(v.object({ mediaType: v.picklist(imageTypes), base64: v.string() })),
});

const prompt = v.object({
  action: v.picklist(['ask', 'explain']),
  text: v.string(),
  references: v.array(referenceSchema),
  command: v.exactOptional(promptCommandSchema),
});

const usage = v.object({
  promptTokens: count,
  completionTokens: count,
  reasoningTokens: count,
  cachedTokens: count,
  costUsd: count,
});

const measured = v.object({ estimate: count, firstMs: count, ms: count });

const event = v.variant('type', [
  v.object({
    type: v.literal('turn'),
    turn,
    at: finite,
    prompt,
    endpoint: v.string(),
    model: v.string(),
    maxTokens: finite,
    format: overridesSchema.entries.format,
    after: v.exactOptional(turn),
    instead: v.exactOptional(turn),
  }),
  v.object({ type: v.literal('thought'), turn, run, text: v.string() }),
  v.object({ type: v.literal('thoughtEnded'), turn, run, ms: finite }),
  v.object({ type: v.literal('text'), turn, run, text: v.string() }),
  v.object({ type: v.literal('usage'), turn, run, usage }),
  v.object({ type: v.literal('end'), turn, run, end, measured: v.exactOptional(measured) }),
  v.object({ type: v.literal('continued'), turn, run, at: finite, endpoint: v.string(), model: v.string(), maxTokens: finite }),
  v.object({ type: v.literal('removed'), turn }),
  v.object({ type: v.literal('shown'), turn }),
  v.object({ type: v.literal('titled'), title: v.string() }),
  v.object({ type: v.literal('pinned'), pinned: v.boolean() }),
  v.object({ type: v.literal('configured'), overrides: overridesSchema }),
  v.object({
    type: v.literal('compacted'),
    turn,
    at: finite,
    summary: v.string(),
    endpoint: v.string(),
    model: v.string(),
    usage: v.exactOptional(usage),
  }),
  v.object({ type: v.literal('uncompacted') }),
]);

/** A value read from a journal, checked; undefined when it is no event. */
export function parseEvent(value: unknown): ConversationEvent | undefined {
  return textEvent(value) ?? checkedEvent(value);
}

/** Nearly all of a journal is these two: three comparisons are as safe here as the whole schema. */
function textEvent(value: unknown): ConversationEvent | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value && 'turn' in value && 'text' in value)) {
    return undefined;
  }
  const { type, turn, text } = value;
  const run = 'run' in value ? value.run : undefined;
  return (type === 'text' || type === 'thought') && typeof turn === 'string' && typeof text === 'string' && (run === undefined || typeof run === 'string')
    ? { type, turn, ...(run === undefined ? {} : { run }), text }
    : undefined;
}

function checkedEvent(value: unknown): ConversationEvent | undefined {
  const result = v.safeParse(event, value);
  return result.success ? result.output : undefined;
}
