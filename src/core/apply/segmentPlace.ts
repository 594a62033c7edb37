import type { Family } from './family.ts';
import { indentBy, type SameLine } from './hunkIndent.ts';
import type { LineEdit } from './lineEdits.ts';
import { isBlank, tells } from './lineText.ts';
import { everyDeclaration, linesOf, outlineWithin, type Declaration } from './outline.ts';
import type { Named } from './declarationName.ts';
import { becameOf, type Became } from './similar.ts';
import type { Segment } from './elidedSegments.ts';

/** The lines that segments are placed in. */
export interface Scope {
  readonly lines: readonly string[];
  readonly family: Family;
  /** What they are the inside of. */
  readonly kind: Named['kind'];
  /** They are the inside of something that the block shows too: its first line is the first here, its last the last. */
  readonly isBounded: boolean;
}

/** Lines of a segment and of the scope that are the same thing; the last of each included. */
interface Anchor {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
}

/**
 * The edit that puts a segment in its place, by what it has in common with the scope from `start` on: lines that stand once, and
 * whole declarations. `none` where it has nothing in common; undefined where what it has contradicts itself.
 */
export function placeSegment(segment: Segment, scope: Scope, start: number): LineEdit | 'none' | undefined {
  const anchors = anchorsOf(segment.lines, scope, start);
  if (anchors === undefined) {
    return undefined;
  }
  const [head, tail] = [anchors[0], anchors.at(-1)];
  if (!head || !tail) {
    return 'none';
  }
  const isTop = !segment.hasGapBefore && scope.isBounded;
  const isBottom = !segment.hasGapAfter && scope.isBounded;
  const bare = undeclared(segment.lines, scope);
  const first = isTop ? 0 : grown(bare.slice(0, head.from).toReversed(), undeclared(scope.lines, scope, head.first).slice(start, head.first).toReversed());
  const last = isBottom ? 0 : grown(bare.slice(tail.to + 1), undeclared(scope.lines, scope, tail.last).slice(tail.last + 1));
  const edit = { first: isTop ? start : head.first - first, end: isBottom ? scope.lines.length : tail.last + 1 + last };
  const lines = inPlace(segment.lines, anchors, scope.lines);
  const gone = scope.lines.slice(edit.first, edit.end).filter((line) => tells(line) && !anchors.some((anchor) => isIn(anchor, scope.lines, line)) && !segment.lines.some((each) => each.trim() === line.trim())).length;
  // So much that is not there any more would have been left out with a mark.
  const isTwice = bare.some((line, at) => tells(line) && !anchors.some(({ from, to }) => at >= from && at <= to) && standsBeside(line, edit, scope, segment.lines.length));
  return lines && !isTwice && gone <= Math.max(4, 2 * segment.lines.filter(tells).length) ? { ...edit, lines } : undefined;
}

/** Whether a line that would come stands there already, right beside the place: then the place is not what was meant. */
function standsBeside(line: string, { first, end }: Pick<LineEdit, 'first' | 'end'>, { lines }: Scope, reach: number): boolean {
  const isSame = (each: string): boolean => each.trim() === line.trim();
  return !lines.slice(first, end).some(isSame) && [...lines.slice(Math.max(0, first - reach), first), ...lines.slice(end, end + reach)].some(isSame);
}

function isIn({ first, last }: Anchor, lines: readonly string[], line: string): boolean {
  return lines.slice(first, last + 1).includes(line);
}

function anchorsOf(segment: readonly string[], { lines, family, kind }: Scope, start: number): readonly Anchor[] | undefined {
  const own = everyDeclaration(outlineWithin(lines, family, kind)).filter(({ start: at }) => at >= start);
  const wanted = outlineWithin(segment, family, kind).filter(isBlock);
  const declarations = wanted.flatMap((each): readonly Anchor[] => {
    const target = only(own.filter((one) => one.name === each.name && isBlock(one)));
    return target ? [spanOf(each, target)] : [];
  });
  const isCovered = (at: number): boolean => wanted.some(({ start: from, last }) => at >= from && at <= last);
  const isTaken = (at: number): boolean => declarations.some(({ first, last }) => at >= first && at <= last);
  const [ownPlaces, places] = [placesByText(segment, 0), placesByText(lines, start)];
  const once = segment.flatMap((line, index): readonly Anchor[] => {
    if (!tells(line) || isCovered(index) || ownPlaces.get(line.trim())?.length !== 1) {
      return [];
    }
    const at = only(places.get(line.trim()) ?? []);
    return at === undefined || isTaken(at) ? [] : [{ from: index, to: index, first: at, last: at }];
  });
  const all = [...declarations, ...once].sort((a, b) => a.from - b.from);
  return all.every(({ first }, index) => index === 0 || first > (all[index - 1]?.last ?? -1)) ? all : undefined;
}

function placesByText(lines: readonly string[], start: number): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (let at = start; at < lines.length; at += 1) {
    const text = (lines[at] ?? '').trim();
    const known = places.get(text);
    if (known) {
      known.push(at);
    } else {
      places.set(text, [at]);
    }
  }
  return places;
}

/** What has lines of its own. */
function isBlock({ kind, first, last }: Declaration): boolean {
  return kind !== 'leaf' || last > first;
}

/** Comments above count where both have them, or the segment alone. */
function spanOf(each: Declaration, target: Declaration): Anchor {
  const hasLead = each.start < each.first;
  return { from: hasLead ? each.start : each.first, to: each.last, first: hasLead ? target.start : target.first, last: target.last };
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/**
 * The lines of a part, with a sign in place of those of whole functions and the like: a function is known by its name alone, and no
 * line of one becomes a line of another. What is around the line `around` does not count.
 */
export function undeclared(lines: readonly string[], { family, kind }: Pick<Scope, 'family' | 'kind'>, around = -1): readonly string[] {
  const covered = everyDeclaration(outlineWithin(lines, family, kind)).filter((each) => isBlock(each) && !(around >= each.start && around <= each.last));
  const taken = linesOf(covered, lines.length);
  return lines.map((line, at) => (taken[at] === true ? covering : line));
}

/** Stands for a line that is no line to compare. */
const covering = '\0';

/** How many lines of the scope, away from an anchor, are those of the segment or what these have become. */
function grown(segment: readonly string[], scope: readonly string[]): number {
  let [at, taken] = [0, 0];
  for (let hasMoved = true; hasMoved; ) {
    for (; at < segment.length; at += 1) {
      const line = segment[at] ?? '';
      const next = scope.findIndex((each, index) => index >= taken && !isBlank(each));
      if (isBlank(line)) {
        continue;
      }
      if (next < 0 || line === covering || scope[next]?.trim() !== line.trim()) {
        break;
      }
      taken = next + 1;
    }
    const reach = segment.slice(at).filter((line) => !isBlank(line)).length + 1;
    const end = scope.indexOf(covering, taken);
    const changed = becameOf(segment.slice(at), scope.slice(taken, Math.min(taken + reach, end < 0 ? Infinity : end)));
    const last = changed.reduce<Became | undefined>((most, each) => (most && most.old >= each.old ? most : each), undefined);
    hasMoved = last !== undefined;
    at += last ? last.now + 1 : 0;
    taken += last ? last.old + 1 : 0;
  }
  return taken;
}

/** The lines of the segment as deep as the scope has them. */
function inPlace(segment: readonly string[], anchors: readonly Anchor[], scope: readonly string[]): readonly string[] | undefined {
  const pairs = anchors.map(({ from, first, to, last }): SameLine => [firstCode(segment.slice(from, to + 1)), firstCode(scope.slice(first, last + 1))]);
  const fit = indentBy(pairs);
  const lines = segment.map((line) => (isBlank(line) ? '' : fit(line)));
  return lines.every((line) => line !== undefined) ? lines : undefined;
}

function firstCode(lines: readonly string[]): string {
  return lines.find((line) => !isBlank(line)) ?? '';
}
