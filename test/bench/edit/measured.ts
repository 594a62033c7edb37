/** What one way of writing an answer took in an extension host. All in milliseconds, one for each chunk. */
export interface Blocking {
  readonly idle: readonly number[];
  readonly lathe: readonly number[];
  /** A diff of the whole region at each chunk, without writing anything. */
  readonly wholeDiff: readonly number[];
  /** From a chunk to the change of the document. */
  readonly delays: readonly number[];
}
