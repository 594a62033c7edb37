import { commonLines } from './commonLines.ts';
import { isVisible, type OwnedLine } from './ownedLine.ts';

/** Whether a person changed lines, a formatter, or another program that wrote the file. */
export type ForeignKind = 'typed' | 'formatted' | 'loaded';

/**
 * Lines that someone else changed. What stays as it was keeps its owner; a line that we took out and that is there again, by
 * an undo or by hand, is kept; all else is theirs.
 * @param lines those changed, with the removed ones among and around them
 * @param now what the visible ones have become
 * @param newId gives the next free id
 * @returns each of `lines`, in order, with what was typed before it, and at the end what was typed last
 */
export function foreignLines(lines: readonly OwnedLine[], now: readonly string[], newId: () => number): readonly Placed[] {
  const visible = lines.flatMap((line, index) => (isVisible(line) ? [{ index, text: line.text }] : []));
  const most = Math.min(visible.length, now.length);
  let start = 0;
  while (start < most && visible[start]?.text === now[start]) {
    start += 1;
  }
  let end = 0;
  while (end < most - start && visible.at(-1 - end)?.text === now.at(-1 - end)) {
    end += 1;
  }
  const from = start === 0 ? 0 : (visible[start - 1]?.index ?? 0) + 1;
  const to = end === 0 ? lines.length : (visible.at(-end)?.index ?? lines.length);
  const middle = placed(lines.slice(from, to), now.slice(start, now.length - end), newId);
  const rest = [...lines.slice(to).map(untouched), { typed: [], line: undefined }];
  return [
    ...lines.slice(0, from).map(untouched),
    ...middle.slice(0, -1),
    ...rest.map(({ typed, line }, index) => ({ typed: index === 0 ? (middle.at(-1)?.typed ?? typed) : typed, line })),
  ];
}

export interface Placed {
  /** New lines just before it. */
  readonly typed: readonly OwnedLine[];
  /** Undefined when it is gone, and at the end. */
  readonly line: OwnedLine | undefined;
}

function untouched(line: OwnedLine): Placed {
  return { typed: [], line };
}

function placed(lines: readonly OwnedLine[], now: readonly string[], newId: () => number): readonly Placed[] {
  const result: Placed[] = [];
  let [at, nowAt] = [0, 0];
  const same = commonLines(lines.map(({ text }) => text), now);
  for (const [old, next] of [...same, [lines.length, now.length] as const]) {
    const gone = lines.slice(at, old);
    const lost = gone.filter(({ owner, was }) => owner === 'kept' || was !== undefined);
    const paired = lost.length === next - nowAt && lost.length === gone.length;
    const typed = now.slice(nowAt, next).map((text, index): OwnedLine => {
      const before = paired ? lost[index] : undefined;
      return { id: newId(), owner: 'theirs', text, ...(before && { was: before.was ?? before.text }) };
    });
    // What was taken out stays where it was, above what was typed in its place.
    result.push(...gone.map((line): Placed => ({ typed: [], line: isVisible(line) ? undefined : line })));
    const line = lines[old];
    result.push({ typed, line: line && !isVisible(line) ? { ...line, owner: 'kept' } : line });
    [at, nowAt] = [old + 1, next + 1];
  }
  return result;
}
