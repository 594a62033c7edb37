/** Whose a line is: `kept` from before, written by us (`ours`), typed by the person (`theirs`), or taken out by us. */
export type Owner = 'kept' | 'ours' | 'theirs' | 'removed';

export interface OwnedLine {
  readonly id: number;
  readonly owner: Owner;
  readonly text: string;
  /** What the line was before the person or a formatter changed it, so that the answer's copy of that is not written beside it. */
  readonly was?: string;
}

/** Whether the line stands in the document. */
export function isVisible({ owner }: OwnedLine): boolean {
  return owner !== 'removed';
}

/** Whether the person has yet to decide on it. */
export function isOpen({ owner }: OwnedLine): boolean {
  return owner === 'ours' || owner === 'removed';
}
