import * as v from 'valibot';
import type { EditState } from '../edits/editSession.ts';

/** The review of one document, as it outlives the window. */
export interface StoredReview {
  /** The document's URI. */
  readonly uri: string;
  /** Fingerprint of the text that the review belongs to. */
  readonly text: string;
  /** The text without the changes in review. */
  readonly original: string;
  readonly states: readonly EditState[];
}

const line = v.object({ id: v.number(), owner: v.picklist(['kept', 'ours', 'theirs', 'removed']), text: v.string(), was: v.exactOptional(v.string()) });
const state = v.looseObject({
  id: v.string(),
  uri: v.string(),
  title: v.string(),
  indentation: v.exactOptional(v.string()),
  isApart: v.exactOptional(v.boolean()),
  answer: v.exactOptional(v.string()),
  firstLine: v.pipe(v.number(), v.integer(), v.minValue(0)),
  lines: v.array(line),
  request: v.union([v.object({ match: v.string() }), v.looseObject({ model: v.string(), system: v.string(), messages: v.array(v.unknown()), parameters: v.looseObject({}) })]),
});
const review = v.object({ uri: v.string(), text: v.string(), original: v.string(), states: v.array(v.unknown()) });

/**
 * What is stored may be of another version of Lathe, or damaged. A review that cannot be read whole keeps its original alone,
 * without states: the changes can be looked at and taken back by hand.
 */
export function readStored(value: unknown): readonly StoredReview[] {
  return Array.isArray(value) ? value.flatMap((each) => (v.is(review, each) ? [{ ...each, states: each.states.every(isState) ? each.states : [] }] : [])) : [];
}

function isState(value: unknown): value is EditState {
  return v.is(state, value);
}

/** The same review of the same text at another place. */
export function placed(stored: StoredReview, uri: string): StoredReview {
  return { ...stored, uri, states: stored.states.map((each) => ({ ...each, uri })) };
}

/** The URI after a file or folder was renamed; undefined when this is not about it. URIs are compared as texts. */
export function renamed(uri: string, from: string, to: string): string | undefined {
  return uri === from || uri.startsWith(`${from}/`) ? to + uri.slice(from.length) : undefined;
}
