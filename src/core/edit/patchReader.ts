import type { AnswerPiece } from './answerPiece.ts';
import { diffBlocks, isHeader, searchBlocks } from './patchBlocks.ts';
import { inPlaceOrder } from './patchOrder.ts';

/**
 * Reads an answer that is a unified diff, or blocks of lines to search and to put in their place. All is held until the end:
 * only then is it known in which order its blocks stand in the region.
 */
export class PatchReader {
  private readonly lines: string[] = [];

  constructor(private readonly form: 'diff' | 'search') {}

  /** The form of an answer that begins with these two lines; undefined for plain code. */
  static formOf(line: string, next: string, info: string): 'diff' | 'search' | undefined {
    if (/^<{5,9}(?: ?(?:SEARCH|ORIGINAL|HEAD))?\s*$/.test(line)) {
      return 'search';
    }
    return /^(?:diff|patch)$/.test(info) || /^(?:@@ |diff --git )/.test(line) || isHeader(line, next) ? 'diff' : undefined;
  }

  /** Whether only the line behind it tells whether an answer with this first line is a patch. */
  static mayBegin(line: string): boolean {
    return /^--- \S/.test(line);
  }

  take(line: string): void {
    this.lines.push(line);
  }

  /** @param complete whether the model ended it: half a block fits nowhere */
  finish(complete: boolean, region: readonly string[]): readonly AnswerPiece[] {
    const blocks = this.form === 'diff' ? diffBlocks(this.lines) : searchBlocks(this.lines);
    const whole = blocks.filter((block) => complete || block.isClosed);
    return inPlaceOrder(whole, region).map(({ old, now }) => ({ type: 'block', old, now }));
  }
}
