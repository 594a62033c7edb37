/** A provisional shape. */
export interface Hunk {
  readonly id: string;
  readonly state: 'pending' | 'accepted' | 'rejected';
  /** Lines of the document, 0-based, `end` excluded. */
  readonly start: number;
  readonly end: number;
  readonly removed: readonly string[];
}
