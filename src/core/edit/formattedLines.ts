import { commonLines } from './commonLines.ts';
import type { Placed } from './foreignLines.ts';
import { isVisible, type OwnedLine, type Owner } from './ownedLine.ts';

/**
 * Lines that a formatter changed, which says nothing of its own: what it made of a line stays its owner's. Where it made more or
 * fewer of several, they are ours when ours are among them, so that all can be taken back to what it was; and theirs when theirs
 * are, so that nothing typed is.
 * @param lines those changed, with the removed ones among and around them
 * @param now what the visible ones have become
 * @param newId gives the next free id
 * @returns each of `lines`, in order, with what came before it, and at the end what came last
 */
export function formattedLines(lines: readonly OwnedLine[], now: readonly string[], newId: () => number): readonly Placed[] {
  const visible = lines.flatMap((line, index) => (isVisible(line) ? [{ line, index }] : []));
  const result = [...lines, undefined].map((line): Placed => ({ typed: [], line }));
  if (visible.length === 0) {
    result[lines.length] = { typed: now.map((text) => ({ id: newId(), owner: 'kept', text })), line: undefined };
    return result;
  }
  let [at, nowAt] = [0, 0];
  for (const [oldCount, newCount] of steps(visible.map(({ line }) => line.text), now)) {
    const old = visible.slice(at, at + oldCount);
    const texts = now.slice(nowAt, nowAt + newCount);
    for (const [index, placed] of oldCount === newCount ? oneByOne(old, texts) : together(old, texts, newId)) {
      result[index] = placed;
    }
    [at, nowAt] = [at + oldCount, nowAt + newCount];
  }
  return result;
}

interface Numbered {
  readonly line: OwnedLine;
  readonly index: number;
}

type Step = readonly [oldCount: number, newCount: number];

function oneByOne(old: readonly Numbered[], texts: readonly string[]): readonly (readonly [index: number, placed: Placed])[] {
  return old.map(({ line, index }, number) => {
    const was = line.was ?? (line.owner === 'kept' ? line.text : undefined);
    const text = texts[number] ?? line.text;
    return [index, { typed: [], line: text === line.text ? line : { ...line, text, ...(was !== undefined && { was }) } }];
  });
}

function together(old: readonly Numbered[], texts: readonly string[], newId: () => number): readonly (readonly [index: number, placed: Placed])[] {
  const has = (wanted: Owner): boolean => old.some(({ line }) => line.owner === wanted);
  // With removed ones between them, the order of before can come back only if they go too.
  const isSplit = (old.at(-1)?.index ?? 0) - (old[0]?.index ?? 0) >= old.length;
  const owner = has('theirs') ? 'theirs' : has('ours') || isSplit ? 'ours' : 'kept';
  const come = texts.map((text): OwnedLine => ({ id: newId(), owner, text }));
  return old.map(({ line, index }, number) => [
    index,
    {
      // In the place of the last of them, so that what the answer has passed stays passed.
      typed: number === old.length - 1 ? come : [],
      line: owner === 'ours' && line.owner === 'kept' ? { ...line, owner: 'removed' } : undefined,
    },
  ]);
}

/** How many lines became how many, from the top; each step takes one at least. */
function steps(old: readonly string[], now: readonly string[]): readonly Step[] {
  if (bare(old.join('')) === bare(now.join(''))) {
    return stepsByLength(old, now);
  }
  return old.length === now.length ? old.map(() => [1, 1]) : stepsByLine(old, now);
}

/** Where nothing but white space changed, all else tells exactly where lines are. */
function stepsByLength(old: readonly string[], now: readonly string[]): readonly Step[] {
  const result: Step[] = [];
  const lengths = [old, now].map((lines) => lines.map((line) => bare(line).length));
  let [at, nowAt, from, nowFrom, ahead] = [0, 0, 0, 0, 0];
  while (at < old.length || nowAt < now.length) {
    if (at < old.length && (ahead <= 0 || nowAt === now.length)) {
      ahead += lengths[0]?.[at] ?? 0;
      at += 1;
    } else {
      ahead -= lengths[1]?.[nowAt] ?? 0;
      nowAt += 1;
    }
    if (ahead === 0 && at > from && nowAt > nowFrom) {
      result.push([at - from, nowAt - nowFrom]);
      [from, nowFrom] = [at, nowAt];
    }
  }
  return withRest(result, [at - from, nowAt - nowFrom]);
}

function stepsByLine(old: readonly string[], now: readonly string[]): readonly Step[] {
  const result: Step[] = [];
  let [at, nowAt] = [0, 0];
  for (const [same, sameNow] of commonLines(old, now)) {
    const [gone, come] = [same - at, sameNow - nowAt];
    if (gone > 0 && come > 0) {
      result.push([gone, come], [1, 1]);
    } else {
      result.push([gone + 1, come + 1]);
    }
    [at, nowAt] = [same + 1, sameNow + 1];
  }
  return withRest(result, [old.length - at, now.length - nowAt]);
}

/** What is only gone or only new at the end goes with what is above it. */
function withRest(result: readonly Step[], [oldCount, newCount]: Step): readonly Step[] {
  const last = result.at(-1);
  if (last && (oldCount === 0 || newCount === 0)) {
    return [...result.slice(0, -1), [last[0] + oldCount, last[1] + newCount]];
  }
  return oldCount + newCount === 0 ? result : [...result, [oldCount, newCount]];
}

function bare(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
