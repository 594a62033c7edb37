import { commonLines } from './commonLines.ts';
import type { Placed } from './foreignLines.ts';
import { isVisible, type OwnedLine } from './ownedLine.ts';

/**
 * Lines of a file that was read anew from the disk, because another program has written it. What stays as it was keeps its owner; all
 * else is the file's, and what stood in its place is gone, with what we took out there: to put that back would tear the text of the disk.
 * @param lines those changed, with the removed ones among and around them
 * @param now what the visible ones have become
 * @param newId gives the next free id
 * @returns each of `lines`, in order, with what came before it, and at the end what came last
 */
export function loadedLines(lines: readonly OwnedLine[], now: readonly string[], newId: () => number): readonly Placed[] {
  const visible = lines.flatMap((line, index) => (isVisible(line) ? [{ text: line.text, index }] : []));
  const result = [...lines, undefined].map((line): Placed => ({ typed: [], line }));
  let [from, nowFrom] = [0, 0];
  for (const [same, sameNow] of [...commonLines(visible.map(({ text }) => text), now), [visible.length, now.length] as const]) {
    const to = visible[same]?.index ?? lines.length;
    const texts = now.slice(nowFrom, sameNow);
    for (const [index, placed] of between(lines.slice(from, to), texts, newId)) {
      result[from + index] = { ...placed, line: placed.line ?? (from + index === to ? lines[to] : undefined) };
    }
    [from, nowFrom] = [to + 1, sameNow + 1];
  }
  return result;
}

/** What becomes of lines that have no line of now among them. */
function between(lines: readonly OwnedLine[], texts: readonly string[], newId: () => number): readonly (readonly [index: number, placed: Placed])[] {
  const first = lines.findIndex(isVisible);
  if (first < 0 && texts.length === 0) {
    return [];
  }
  const last = lines.findLastIndex(isVisible);
  const isOurs = lines.some(({ owner }) => owner === 'ours');
  const isGone = (line: OwnedLine, index: number): boolean =>
    isVisible(line) || isOurs || (first < index && index < last) || texts.includes(line.text);
  const come = texts.map((text): OwnedLine => ({ id: newId(), owner: 'kept', text }));
  // In the place of the last of them, so that what the answer has passed stays passed.
  const at = last < 0 ? lines.length : last;
  const stay = lines.map((line, index): readonly [number, Placed] => [index, { typed: index === at ? come : [], line: isGone(line, index) ? undefined : line }]);
  return at === lines.length ? [...stay, [at, { typed: come, line: undefined }]] : stay;
}
