import type { Piece } from './piece.ts';

/** What is kept of the pieces, in their order, and what did not fit. */
export interface Packed {
  readonly pieces: readonly Piece[];
  /** The places of those left out. */
  readonly left: readonly string[];
}

/** Fewer lines of a piece than this tell too little to be worth a place. */
const leastLines = 3;

/**
 * As many of the pieces as go into `budget` tokens, the first ones first. Of the first that does not go in whole its
 * beginning is taken, at a line's end, where that is at least three lines; later, smaller ones may still fit. The same
 * pieces always give the same result.
 * @param count tokens of a text, by estimate; may not fall when text is added
 */
export function pack(pieces: readonly Piece[], budget: number, count: (text: string) => number): Packed {
  const kept: Piece[] = [];
  const left: string[] = [];
  let rest = budget;
  let cut = false;
  for (const piece of pieces) {
    const head = count(`${piece.title} ${piece.place} ${piece.language}`);
    const whole = head + count(piece.text);
    if (whole <= rest) {
      kept.push(piece);
      rest -= whole;
      continue;
    }
    const text = cut ? '' : beginning(piece.text, rest - head, count);
    if (text === '') {
      left.push(piece.place);
    } else {
      cut = true;
      kept.push({ ...piece, text });
      rest -= head + count(text);
    }
  }
  return { pieces: kept, left };
}

/** As many whole lines of the text's beginning as go into `budget`; empty when these are too few. */
function beginning(text: string, budget: number, count: (text: string) => number): string {
  const lines = text.split('\n');
  let least = 0;
  let most = lines.length - 1;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (count(lines.slice(0, middle).join('\n')) <= budget) {
      least = middle;
    } else {
      most = middle - 1;
    }
  }
  return least < leastLines ? '' : lines.slice(0, least).join('\n');
}

/**
 * The text on both sides of a region, whole lines, nearest first, within `budget` tokens. What one side does not need goes
 * to the other; where both need all, the text before gets two thirds: what a piece of code uses stands above it.
 */
export function around(
  before: string,
  after: string,
  budget: number,
  count: (text: string) => number,
): { readonly before: string; readonly after: string } {
  const third = Math.floor(budget / 3);
  const wanted = count(after) <= third ? count(after) : third;
  const head = lastLines(before, budget - wanted, count);
  return { before: head, after: firstLines(after, budget - count(head), count) };
}

function firstLines(text: string, budget: number, count: (text: string) => number): string {
  return take(text.split(/(?<=\n)/), budget, count).join('');
}

function lastLines(text: string, budget: number, count: (text: string) => number): string {
  return take(text.split(/(?<=\n)/).reverse(), budget, count).reverse().join('');
}

/** Each line is counted once, so that a long file costs no more than its length. */
function take(lines: readonly string[], budget: number, count: (text: string) => number): string[] {
  const taken: string[] = [];
  let rest = budget;
  for (const line of lines) {
    rest -= count(line);
    if (rest < 0) {
      break;
    }
    taken.push(line);
  }
  return taken;
}
