import { commonLines } from '../edit/commonLines.ts';
import { indentBy, type SameLine } from './hunkIndent.ts';
import { isBlank, tells, trimmed } from './lineText.ts';
import type { Placed } from './outcome.ts';

/**
 * Places lines whose first and last stand in the file, each once, and that have enough in common with what stands between.
 * Undefined where that is not so.
 */
export function placeExcerpt(old: readonly string[], code: readonly string[]): Placed | undefined {
  const block = trimmed(code);
  const [head, tail] = [block.findIndex(tells), block.findLastIndex(tells)];
  const [first, last] = [placeOf(old, block[head]), placeOf(old, block[tail])];
  if (first === undefined || last === undefined || first >= last) {
    return undefined;
  }
  const above = head;
  const below = block.length - 1 - tail;
  const [start, end] = [first - above, last + below + 1];
  const isFramed =
    start >= 0 && end <= old.length && block.slice(0, head).every((line, index) => line.trim() === old[start + index]?.trim()) && block.slice(tail + 1).every((line, index) => line.trim() === old[last + 1 + index]?.trim());
  if (!isFramed) {
    return undefined;
  }
  const inside = old.slice(start, end);
  const pairs = commonLines(inside.map((line) => line.trim()), block.map((line) => line.trim()));
  const kept = pairs.filter(([at]) => tells(inside[at] ?? '')).length;
  const gone = inside.filter((line, at) => tells(line) && !pairs.some(([same]) => same === at)).length;
  // What is left out without a word is more than what was changed.
  if (kept < 2 || gone > kept) {
    return undefined;
  }
  const fit = indentBy(pairs.map(([at, now]): SameLine => [block[now] ?? '', inside[at] ?? '']));
  const same = new Map(pairs.map(([at, now]) => [now, inside[at]]));
  const lines = block.map((line, index) => same.get(index) ?? (isBlank(line) ? '' : fit(line)));
  if (!lines.every((line) => line !== undefined)) {
    return undefined;
  }
  return { type: 'placed', lines: [...old.slice(0, start), ...lines, ...old.slice(end)], match: { type: 'excerpt', first: start + 1, last: end } };
}

/** The one place of a line. */
function placeOf(lines: readonly string[], line: string | undefined): number | undefined {
  const places = lines.flatMap((each, index) => (each.trim() === line?.trim() ? [index] : []));
  return places.length === 1 ? places[0] : undefined;
}
