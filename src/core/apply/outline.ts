import { startWithComment } from '../context/lines.ts';
import { openness, type Openness } from './brackets.ts';
import { declared, type Named } from './declarationName.ts';
import type { Family } from './family.ts';
import { depthOf, isBlank } from './lineText.ts';

/** Something with a name in a file. Lines are counted from 0, and `last` is included. */
export interface Declaration extends Named {
  /** The first of the comments and attributes right above it. */
  readonly start: number;
  readonly first: number;
  readonly last: number;
  readonly members: readonly Declaration[];
}

interface Source {
  readonly lines: readonly string[];
  readonly family: Family;
  readonly open: readonly Openness[] | undefined;
}

/** A line that closes what was open at its depth. */
const closer = /^\s*(?:[)\]}>]|end\b|\{\s*$)/;

/** What a file declares, in order, by its indentation and its brackets. */
export function outline(lines: readonly string[], family: Family): readonly Declaration[] {
  const open = family === 'code' || family === 'css' || family === 'json' || family === 'python' ? openness(lines, family === 'python') : undefined;
  const source = { lines, family, open };
  // An object of JSON is in brackets of its own.
  const isWrapped = family === 'json' && lines.find((line) => !isBlank(line))?.trim() === '{';
  const first = lines.findIndex((line) => !isBlank(line));
  return isWrapped ? within(source, first + 1, lines.findLastIndex((line) => !isBlank(line)), undefined) : within(source, 0, lines.length, undefined);
}

/** What the inside of something declares. */
export function outlineWithin(lines: readonly string[], family: Family, kind: Named['kind']): readonly Declaration[] {
  return within({ lines, family, open: openness(lines, family === 'python') }, 0, lines.length, kind);
}

/** All of them, those within others behind these. */
export function everyDeclaration(declarations: readonly Declaration[]): readonly Declaration[] {
  return declarations.flatMap((each) => [each, ...everyDeclaration(each.members)]);
}

/** For each line whether one of these takes it, comments above included. */
export function linesOf(declarations: readonly Declaration[], length: number): readonly boolean[] {
  const taken = new Array<boolean>(length).fill(false);
  for (const { start, last } of declarations) {
    taken.fill(true, start, last + 1);
  }
  return taken;
}

function within(source: Source, from: number, end: number, container: Named['kind'] | undefined): readonly Declaration[] {
  const { lines, family } = source;
  const found: Declaration[] = [];
  const depth = lines.slice(from, end).reduce((least, line) => (isBlank(line) || closer.test(line) ? least : Math.min(least, depthOf(line))), Infinity);
  let fence = '';
  for (let at = from; at < end; at += 1) {
    const line = lines[at] ?? '';
    const mark = family === 'markdown' ? (/^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? '') : '';
    fence = mark === '' ? fence : fence === '' ? mark : mark.startsWith(fence) ? '' : fence;
    if (isBlank(line) || depthOf(line) !== depth || fence !== '' || source.open?.[at - 1]?.isInside === true) {
      continue;
    }
    const first = at;
    let named = declared(line.trim(), family, container);
    if (!named && family === 'css' && /,\s*$/.test(line)) {
      // A selector over several lines.
      while (at < end - 1 && /,\s*$/.test(lines[at] ?? '')) {
        at += 1;
      }
      named = declared(lines.slice(first, at + 1).map((each) => each.trim()).join(' '), family, container);
    }
    if (named) {
      const last = Math.min(end - 1, endOf(source, first, at));
      const deeper = family === 'markdown' || family === 'sections' || named.kind === 'leaf' ? [] : within(source, at + 1, last + (closer.test(lines[last] ?? '') ? 0 : 1), named.kind);
      found.push({ ...named, start: Math.max(from, startWithComment(lines, first)), first, last, members: deeper });
      at = family === 'markdown' ? at : last;
    }
  }
  return joined(found, lines);
}

/** Signatures without a body belong to the one behind them that has it. */
function joined(declarations: readonly Declaration[], lines: readonly string[]): readonly Declaration[] {
  const all: Declaration[] = [];
  for (const each of declarations) {
    const before = all.at(-1);
    const isOverload = before?.name === each.name && before.kind === each.kind && each.kind !== 'leaf' && /\)[^{}]*;\s*$/.test(lines[before.last] ?? '') && before.last < each.start;
    if (isOverload) {
      all.pop();
    }
    all.push(isOverload ? { ...each, start: before.start, first: before.first } : each);
  }
  return all;
}

/** The last line of what begins at `first`; `header` is the last line of its name. */
function endOf({ lines, family, open }: Source, first: number, header: number): number {
  if (family === 'markdown') {
    return endOfSection(lines, first);
  }
  if (family === 'sections') {
    const next = lines.findIndex((line, index) => index > first && /^\s*\[/.test(line));
    return lastFilled(lines, first, next < 0 ? lines.length : next);
  }
  if (family === 'tags') {
    const tag = /^<(\w+)/.exec(lines[first] ?? '')?.[1] ?? '';
    const end = lines.findIndex((line, index) => index >= first && line.startsWith(`</${tag}>`));
    return end < 0 ? first : end;
  }
  const depth = depthOf(lines[first] ?? '');
  let last = header;
  for (let at = header + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (isBlank(line)) {
      continue;
    }
    if (depthOf(line) < depth || (depthOf(line) === depth && !closer.test(line))) {
      break;
    }
    last = at;
    if (depthOf(line) === depth && !/[{([=:,>]\s*$/.test(line)) {
      break;
    }
  }
  // What its brackets hold belongs to it, however that is indented.
  const before = open?.[first - 1]?.depth ?? 0;
  while (open && last < lines.length - 1 && ((open[last]?.depth ?? 0) > before || open[last]?.isInside === true)) {
    last += 1;
  }
  return last;
}

function endOfSection(lines: readonly string[], first: number): number {
  const level = /^\s*(#+)/.exec(lines[first] ?? '')?.[1]?.length ?? 1;
  let fence = '';
  for (let at = first + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    fence = mark === '' ? fence : fence === '' ? mark : mark.startsWith(fence) ? '' : fence;
    if (fence === '' && (/^(#{1,6})\s/.exec(line)?.[1]?.length ?? 7) <= level) {
      return lastFilled(lines, first, at);
    }
  }
  return lastFilled(lines, first, lines.length);
}

function lastFilled(lines: readonly string[], first: number, end: number): number {
  return Math.max(first, lines.slice(0, end).findLastIndex((line) => !isBlank(line)));
}
