/** A fenced block of code in an answer, with what is said above it. */
export interface CodeBlock {
  /** What stands behind the opening fence, as it is. */
  readonly info: string;
  /** Line ends are `\n`; none at its end. */
  readonly code: string;
  /** Markdown of the nearest heading and of the paragraph right above, the nearest last. */
  readonly before: readonly string[];
  /** The answer ended before the block did. */
  readonly isCut: boolean;
}
