import { commonLines } from '../edit/commonLines.ts';
import { isElision } from '../edit/elision.ts';
import type { ReadBlock } from '../edit/patchBlocks.ts';
import { isBlank } from './lineText.ts';

/** A line of a patch: one that stays, goes or comes. */
export interface PatchLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
  /** The line as it was written, where that may be meant: models leave out the sign of a line that stays. */
  readonly raw?: string;
}

/** Lines that belong together in the file. */
export interface PatchHunk {
  readonly lines: readonly PatchLine[];
  /** The first old line as its header says, from 1. */
  readonly from?: number;
  /** What stands in its header behind the numbers: a line that stands above it. */
  readonly section: string;
}

/** A hunk of a diff; several where it leaves out lines. */
export function hunksOf({ head, lines }: ReadBlock, language: string): readonly PatchHunk[] {
  const [, from, rest = ''] = /^@@+\s*(?:-(\d+)(?:,\d+)?(?:\s+\+\d+(?:,\d+)?)?)?\s*(?:@@+)?\s*(.*?)\s*(?:@@+)?$/.exec(head) ?? [];
  const parts: PatchLine[][] = [[]];
  for (const line of lines) {
    const sign = line.startsWith('+') ? '+' : line.startsWith('-') ? '-' : ' ';
    if (sign === ' ' && (isElision(line, language) || /^\s*(?:\.{3}|…)\s*$/.test(line))) {
      parts.push([]);
    } else {
      const text = line.replace(/^[ +-]/, '');
      parts.at(-1)?.push({ sign, text, ...(sign === ' ' && text !== line && { raw: line }) });
    }
  }
  return parts.filter((part) => part.some(({ sign, text }) => sign !== ' ' || !isBlank(text))).map((part, index) => ({ lines: part, section: index === 0 ? rest : '', ...(from !== undefined && index === 0 && { from: Number(from) }) }));
}

/** Lines to search for, and what they become; several where both leave out the same lines. Undefined where they do not. */
export function hunksOfSearch({ old, now }: ReadBlock, language: string): readonly PatchHunk[] | undefined {
  const isGap = (line: string): boolean => isElision(line, language) || /^\s*(?:\.{3}|…)\s*$/.test(line);
  const [olds, nows] = [split(old, isGap), split(now, isGap)];
  return olds.length === nows.length ? olds.map((part, index) => ({ lines: compared(part, nows[index] ?? []), section: '' })) : undefined;
}

function split(lines: readonly string[], isGap: (line: string) => boolean): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (isGap(line)) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(line);
    }
  }
  return parts;
}

function compared(old: readonly string[], now: readonly string[]): readonly PatchLine[] {
  const result: PatchLine[] = [];
  let [oldAt, nowAt] = [0, 0];
  const same = commonLines(old.map((line) => line.trimEnd()), now.map((line) => line.trimEnd()));
  for (const [nextOld, nextNow] of [...same, [old.length, now.length] as const]) {
    result.push(...old.slice(oldAt, nextOld).map((text): PatchLine => ({ sign: '-', text })));
    result.push(...now.slice(nowAt, nextNow).map((text): PatchLine => ({ sign: '+', text })));
    const text = old[nextOld];
    if (text !== undefined) {
      result.push({ sign: ' ', text });
    }
    [oldAt, nowAt] = [nextOld + 1, nextNow + 1];
  }
  return result;
}
