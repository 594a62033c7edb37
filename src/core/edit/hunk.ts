/** One change in review: lines that were written in the place of lines that were taken out. Either may be none, not both. */
export interface Hunk {
  /** The same for as long as the hunk is open, over a reload too; unique within its edit. */
  readonly id: string;
  readonly state: 'pending' | 'accepted' | 'rejected';
  /** The written lines in the document, counted from 0, `end` excluded. */
  readonly start: number;
  readonly end: number;
  readonly removed: readonly string[];
}
