import type { AnswerPiece } from './answerPiece.ts';
import { inPlaceOrder, type PatchBlock } from './patchOrder.ts';

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

interface ReadBlock extends PatchBlock {
  readonly old: string[];
  readonly now: string[];
  /** Something came behind it. */
  isClosed: boolean;
}

function diffBlocks(lines: readonly string[]): readonly ReadBlock[] {
  const blocks: ReadBlock[] = [];
  let block: ReadBlock | undefined;
  for (let at = 0; at < lines.length; at += 1) {
    const [line, next, third] = [lines[at] ?? '', lines[at + 1] ?? '', lines[at + 2] ?? ''];
    // Inside a hunk two such lines may be a comment of SQL or Lua that goes, and what comes for it.
    const isNamed = isHeader(line, next) && (!block || third.startsWith('@@'));
    if (isNamed || /^(?:@@|diff --git |index [\da-f]+\.\.|(?:new|deleted) file mode)/.test(line)) {
      at += isNamed ? 1 : 0;
      close(block);
      block = undefined;
    } else if (!line.startsWith('\\')) {
      block ??= begin(blocks);
      if (!line.startsWith('+')) {
        block.old.push(line.replace(/^[ -]/, ''));
      }
      if (!line.startsWith('-')) {
        block.now.push(line.replace(/^[ +]/, ''));
      }
    }
  }
  return blocks;
}

function searchBlocks(lines: readonly string[]): readonly ReadBlock[] {
  const blocks: ReadBlock[] = [];
  let block: ReadBlock | undefined;
  let side: 'old' | 'now' = 'old';
  for (const line of lines) {
    if (/^<{5,9}(?:\s|$)/.test(line)) {
      block = begin(blocks);
      side = 'old';
    } else if (/^={5,9}\s*$/.test(line) && side === 'old') {
      side = 'now';
    } else if (/^>{5,9}(?:\s|$)/.test(line)) {
      close(block);
      block = undefined;
    } else {
      block?.[side].push(line);
    }
  }
  return blocks;
}

/** The names of the old file and of the new one; one alone is a line of code. */
function isHeader(line: string, next: string): boolean {
  return /^--- \S/.test(line) && /^\+\+\+ \S/.test(next);
}

function begin(blocks: ReadBlock[]): ReadBlock {
  const block = { old: [], now: [], isClosed: false };
  blocks.push(block);
  return block;
}

function close(block: ReadBlock | undefined): void {
  if (block) {
    block.isClosed = true;
  }
}
