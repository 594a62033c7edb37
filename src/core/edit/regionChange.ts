import { commonLines } from './commonLines.ts';
import type { TextEdit } from './lineChange.ts';

/** Lines `from` to `to` of a region, excluded, counted from its first, became `texts`. */
export interface RegionChange {
  readonly from: number;
  readonly to: number;
  readonly texts: readonly string[];
}

/** The same changes as they concern a region of whole lines. */
export interface RegionMove {
  /** Where the region begins now. */
  readonly firstLine: number;
  /** From the last to the first, so that each can be made without moving those to come. */
  readonly changes: readonly RegionChange[];
}

/**
 * What the changes of one event mean for a region.
 * @param region its first line and its texts, both from before
 * @param changes as VS Code tells them, in places of the text before
 * @param lineAt the text of a line of the document after them all
 * @param isOthers whether a change is another region's own: what it inserts right above or below this one is outside
 */
export function regionMove(
  region: { readonly firstLine: number; readonly length: number; readonly texts: () => readonly string[] },
  changes: readonly TextEdit[],
  lineAt: (line: number) => string,
  isOthers: (change: TextEdit) => boolean = () => false,
): RegionMove {
  const { firstLine, length } = region;
  const end = firstLine + length;
  let before = 0;
  let moved = 0;
  const inside: RegionChange[] = [];
  for (const { start, end: last, delta, isOther } of joined(changes, isOthers, length === 0)) {
    const isBeside = isOther && start === last && (start === firstLine || start === end);
    if (last < firstLine || (last === firstLine && (start < last || isBeside))) {
      moved += delta;
    } else if (!isBeside && (start < end || (start === end && start === last))) {
      const now = Array.from({ length: last - start + delta }, (_, index) => lineAt(start + before + index));
      const [from, to] = [Math.max(start, firstLine) - firstLine, Math.min(last, end) - firstLine];
      const [above, below] = [Math.max(0, firstLine - start), Math.max(0, last - end)];
      const [nowStart, nowEnd] = part(region.texts().slice(from, to), now, above, below);
      moved += nowStart - above;
      inside.unshift({ from, to, texts: now.slice(nowStart, nowEnd) });
    }
    before += delta;
  }
  return { firstLine: firstLine + moved, changes: inside };
}

/** Whether lines differ from what they were in nothing but white space. */
export function isSpacing(old: readonly string[], now: readonly string[]): boolean {
  const bare = (lines: readonly string[]): string => lines.join('').replaceAll(/\s+/g, '');
  return old.length + now.length > 0 && bare(old) === bare(now);
}

/** Whole lines from `start` to `end`, excluded, became `delta` more. */
interface Joined {
  start: number;
  end: number;
  delta: number;
  isOther: boolean;
}

/** The changes from top to bottom, those of the same line as one. `isGone`: the region has no line, and a redo may bring it back. */
function joined(changes: readonly TextEdit[], isOthers: (change: TextEdit) => boolean, isGone: boolean): readonly Joined[] {
  const result: Joined[] = [];
  for (const change of changes.map((change) => wholeLines(change, isOthers(change), isGone)).toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last && change.start < last.end) {
      last.end = Math.max(last.end, change.end);
      last.delta += change.delta;
      last.isOther &&= change.isOther;
    } else {
      result.push(change);
    }
  }
  return result;
}

function wholeLines({ start, end, text }: TextEdit, isOther: boolean, isGone: boolean): Joined {
  const delta = (text.match(/\r\n|\r|\n/g)?.length ?? 0) - (end.line - start.line);
  // Lines that come or go with their line ends leave the line below them as it is.
  const isWhole = start.character === 0 && end.character === 0 && (text === '' || /[\r\n]$/.test(text));
  if ((isOther || isGone) && !isWhole && delta > 0 && start.line === end.line && start.character === end.character && /^[\r\n]/.test(text)) {
    // Whole lines too, behind the last one of the document.
    return { start: start.line + 1, end: start.line + 1, delta, isOther };
  }
  return { start: start.line, end: isWhole ? end.line : end.line + 1, delta, isOther };
}

/** Which of the lines now are the region's, where a change reaches out of it by `above` and `below` lines. */
function part(old: readonly string[], now: readonly string[], above: number, below: number): readonly [start: number, end: number] {
  if (above === 0 && below === 0) {
    return [0, now.length];
  }
  if (now.length === above + old.length + below) {
    return [above, above + old.length];
  }
  const same = commonLines(old, now);
  const [first, last] = [same[0], same.at(-1)];
  const start = above === 0 ? 0 : Math.max(0, first ? first[1] - first[0] : Math.min(above, now.length));
  const end = last ? Math.min(now.length, last[1] + old.length - last[0]) : Math.max(start, now.length - below);
  return [start, below === 0 ? now.length : end];
}
