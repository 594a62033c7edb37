import type { ConversationSummary } from './summary.ts';

/** All conversations that are kept. Each call looks at what is there now: other windows add to it and take from it. */
export interface Library {
  /** Newest first. What cannot be read is logged and left out. */
  list(): Promise<readonly ConversationSummary[]>;
  /** Puts the conversation aside, to be had back with `restore` until it is purged. False when there is none. */
  remove(id: string): Promise<boolean>;
  /** Puts back what was removed; false when it is gone for good. */
  restore(id: string): Promise<boolean>;
  /**
   * Deletes for good what was removed more than `removedMs` ago and, unless `keepMs` is 0, conversations that were not begun, asked
   * in or opened for that long. Pinned ones stay, and so do `spared`. Resolves to the ids of those that are gone.
   */
  purge(now: number, removedMs: number, keepMs: number, spared: readonly string[]): Promise<readonly string[]>;
  /** Deletes everything that is kept, for good. */
  clear(): Promise<void>;
}
