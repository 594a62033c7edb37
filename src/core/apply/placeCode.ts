import { openness } from './brackets.ts';
import type { Family } from './family.ts';
import { isBlank } from './lineText.ts';
import { fault, type Placed, type Placement } from './outcome.ts';
import { leavesOut, placeElided } from './placeElided.ts';
import { placeExcerpt } from './placeExcerpt.ts';
import { placeParts } from './placeParts.ts';
import { placeWhole, wholeness } from './placeWhole.ts';

export interface CodePlace {
  readonly old: readonly string[];
  readonly family: Family;
  /** The language for marks of left-out lines. */
  readonly language: string;
  /** The answer says that the block is for this file: then it may be all of it, or be new in it. */
  readonly isNamed: boolean;
  /** The answer calls it the whole file. */
  readonly isWhole: boolean;
}

/** Places plain code in a file. */
export function placeCode(place: CodePlace, code: readonly string[]): Placement {
  const placement = unchecked(place, code);
  if (placement.type === 'placed') {
    return isBroken(place, placement) ? fault({ type: 'broken' }) : placement;
  }
  if (placement.type === 'choice') {
    const options = placement.options.filter((option) => !isBroken(place, option));
    return options.length > 0 ? { type: 'choice', options } : fault({ type: 'broken' });
  }
  return placement;
}

function unchecked({ old, family, language, isNamed, isWhole }: CodePlace, code: readonly string[]): Placement {
  if (code.every(isBlank)) {
    return fault({ type: 'empty' });
  }
  if (leavesOut(code, language)) {
    return placeElided(old, code, family, language);
  }
  const sort = isNamed ? wholeness(old, code, family, isWhole) : 'part';
  if (sort === 'whole') {
    return placeWhole(old, code, family);
  }
  const parts = placeParts({ lines: old, family }, code, isNamed);
  const excerpt = parts === undefined || parts.type === 'fault' ? placeExcerpt(old, code) : undefined;
  const part = excerpt ?? parts;
  if (sort === 'part' || (excerpt && !isWhole)) {
    return part ?? fault({ type: 'no-place' });
  }
  const rest: readonly Placed[] = part?.type === 'placed' ? [part] : part?.type === 'choice' ? part.options : [];
  return { type: 'choice', options: [placeWhole(old, code, family), ...rest] };
}

/** Whether what came out even before does so no more. */
function isBroken({ old, family }: CodePlace, { lines }: Placed): boolean {
  if (family === 'json') {
    return isJson(old) && !isJson(lines);
  }
  const isHash = family === 'python';
  const isTold = family === 'code' || family === 'css' || family === 'python';
  return isTold && openness(old, isHash) !== undefined && openness(lines, isHash) === undefined;
}

function isJson(lines: readonly string[]): boolean {
  try {
    JSON.parse(lines.join('\n'));
    return true;
  } catch {
    return false;
  }
}
