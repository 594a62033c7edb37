import type { PatchBlock } from './patchOrder.ts';

/** A block as it stands in a patch. */
export interface ReadBlock extends PatchBlock {
  readonly old: string[];
  readonly now: string[];
  /** Of a diff: the line above the block that begins with `@@`, empty without one, and the block's lines with their signs. */
  readonly head: string;
  readonly lines: string[];
  /** Something came behind it. */
  isClosed: boolean;
}

/** The hunks of a unified diff, whatever files they are of. */
export function diffBlocks(lines: readonly string[]): readonly ReadBlock[] {
  const blocks: ReadBlock[] = [];
  let block: ReadBlock | undefined;
  let head = '';
  for (let at = 0; at < lines.length; at += 1) {
    const [line, next, third] = [lines[at] ?? '', lines[at + 1] ?? '', lines[at + 2] ?? ''];
    // Inside a hunk two such lines may be a comment of SQL or Lua that goes, and what comes for it.
    const isNamed = isHeader(line, next) && (!block || third.startsWith('@@'));
    if (isNamed || /^(?:@@|diff --git |index [\da-f]+\.\.|(?:new|deleted) file mode)/.test(line)) {
      at += isNamed ? 1 : 0;
      close(block);
      block = undefined;
      head = line.startsWith('@@') ? line : '';
    } else if (!line.startsWith('\\')) {
      block ??= begin(blocks, head);
      block.lines.push(line);
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

/** Lines to search for, and what comes in their place. */
export function searchBlocks(lines: readonly string[]): readonly ReadBlock[] {
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
export function isHeader(line: string, next: string): boolean {
  return /^--- \S/.test(line) && /^\+\+\+ \S/.test(next);
}

function begin(blocks: ReadBlock[], head = ''): ReadBlock {
  const block = { old: [], now: [], head, lines: [], isClosed: false };
  blocks.push(block);
  return block;
}

function close(block: ReadBlock | undefined): void {
  if (block) {
    block.isClosed = true;
  }
}
