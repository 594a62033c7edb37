/** Where a person was reading: an article or a chapter of it, and how far below its top the view began, CSS pixels. */
export interface Anchor {
  readonly turnId: string;
  /** Which of the turn's two articles. */
  readonly part: 'question' | 'answer';
  readonly offset: number;
  /** Number of the chapter in a long answer. Heights of chapters that are not there are guesses, so that the article's top is too far away. */
  readonly chapter?: number;
}

/** The little that the page itself keeps when it is hidden or reloaded; the conversation is the host's. */
export interface Memory {
  readonly draft: string;
  /** The host was told of it as it is: what the host says of it later is newer, as when it was sent from another place. */
  readonly isTold: boolean;
  /** Undefined while the view sticks to the end. */
  readonly anchor: Anchor | undefined;
  /** Ids of the turns whose thought is folded out. */
  readonly openThoughts: readonly string[];
  /** The question or queued message that is being edited, as it stands. */
  readonly editing: EditedMessage | undefined;
}

export interface EditedMessage {
  /** The turn's, or the queued message's. */
  readonly id: string;
  readonly text: string;
  /** What it said before. */
  readonly before: string;
  /** Numbers of what went along and does so no more. */
  readonly left: readonly number[];
}

export const emptyMemory: Memory = { draft: '', isTold: false, anchor: undefined, openThoughts: [], editing: undefined };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function parseAnchor(value: unknown): Anchor | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const { turnId, part, offset, chapter } = value;
  const sound =
    typeof turnId === 'string' && (part === 'question' || part === 'answer') && typeof offset === 'number';
  return sound ? { turnId, part, offset, ...(typeof chapter === 'number' ? { chapter } : {}) } : undefined;
}

function parseEdited(value: unknown): EditedMessage | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const { id, text, before, left } = value;
  const sound = typeof id === 'string' && typeof text === 'string' && typeof before === 'string' && Array.isArray(left);
  return sound ? { id, text, before, left: left.filter((each) => typeof each === 'number') } : undefined;
}

/**
 * What was kept under this name, as far as it is sound: an older version of the page may have written it. All data may have been
 * deleted since; then the name is another.
 */
export function parseMemory(value: unknown, kept: string): Memory {
  if (!isRecord(value) || (value['kept'] ?? '') !== kept) {
    return emptyMemory;
  }
  const { draft, openThoughts } = value;
  return {
    draft: typeof draft === 'string' ? draft : '',
    isTold: value['isTold'] === true,
    anchor: parseAnchor(value['anchor']),
    openThoughts: Array.isArray(openThoughts) ? openThoughts.filter((id) => typeof id === 'string') : [],
    editing: parseEdited(value['editing']),
  };
}
