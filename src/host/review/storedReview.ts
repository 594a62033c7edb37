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

/** What is stored may be of another version of Lathe, or damaged: what cannot be read is left out. */
export function readStored(value: unknown): readonly StoredReview[] {
  return Array.isArray(value) ? value.filter(isStored) : [];
}

function isStored(value: unknown): value is StoredReview {
  return (
    typeof value === 'object' &&
    value !== null &&
    'uri' in value &&
    typeof value.uri === 'string' &&
    'text' in value &&
    typeof value.text === 'string' &&
    'original' in value &&
    typeof value.original === 'string' &&
    'states' in value &&
    Array.isArray(value.states)
  );
}

/** The URI after a file or folder was renamed; undefined when this is not about it. URIs are compared as texts. */
export function renamed(uri: string, from: string, to: string): string | undefined {
  return uri === from || uri.startsWith(`${from}/`) ? to + uri.slice(from.length) : undefined;
}
