import { isElision } from '../edit/elision.ts';
import { isBlank, trimmed } from './lineText.ts';

/** Lines that come without a gap between them. */
export interface Segment {
  readonly lines: readonly string[];
  /** Lines were left out before them, and behind them. */
  readonly hasGapBefore: boolean;
  readonly hasGapAfter: boolean;
}

export interface Elision {
  readonly language: string;
}

/** Whether a line stands for lines that were left out. Three dots alone are code in Python. */
export function isGap(line: string, language: string): boolean {
  return isElision(line, language) || (language !== 'python' && /^\s*(?:\.{3}|…)[,;]?\s*$/.test(line));
}

/** A line of code in the middle of which something is left out: nobody knows what. */
export function hasInnerGap(line: string, language: string): boolean {
  return !isGap(line, language) && /\/\*\s*(?:\.{3}|…)[^*]*\*\/|[{(]\s*(?:\.{3}|…)\s*[})]|\S\s+(?:\/\/|#)\s*(?:\.{3}|…)\s*(?:existing|rest|same|unchanged)/.test(line);
}

/** The lines between marks of left-out ones, in order. */
export function segmentsOf(block: readonly string[], language: string): readonly Segment[] {
  const parts: string[][] = [[]];
  for (const line of block) {
    if (isGap(line, language)) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(line);
    }
  }
  return parts
    .map((lines, index): Segment => ({ lines: trimmed(lines), hasGapBefore: index > 0, hasGapAfter: index < parts.length - 1 }))
    .filter(({ lines }) => lines.some((line) => !isBlank(line)));
}
