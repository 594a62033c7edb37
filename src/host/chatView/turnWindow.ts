/** What a turn costs to send and to hold, characters. */
export interface Weighted {
  readonly id: string;
  readonly weight: number;
}

/** Indices of turns: `from` is in, `to` is not. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** At most this many turns go to the page at once. */
export const turnBudget = 30;

/** At most about this many characters go to the page at once; one turn always does, however long it is. */
export const textBudget = 200_000;

/** The turns around the one with the id, or the last ones when there is none of that id. */
export function windowAround(turns: readonly Weighted[], id: string | undefined): Range {
  const anchor = turns.findIndex((turn) => turn.id === id);
  if (anchor === -1) {
    return pageBefore(turns, turns.length);
  }
  // Half of it for what comes before, the rest for what comes after, and what that leaves for what comes before again.
  const before = take(turns, anchor, -1, turnBudget / 2, textBudget / 2);
  const own = weigh(turns, anchor - before, anchor + 1);
  const after = take(turns, anchor + 1, 1, turnBudget - before - 1, textBudget - own);
  const spent = weigh(turns, anchor - before, anchor + 1 + after);
  const more = take(turns, anchor - before, -1, turnBudget - before - 1 - after, textBudget - spent);
  return { from: anchor - before - more, to: anchor + 1 + after };
}

/** The turns next before index `end`; at least one when there is one. */
export function pageBefore(turns: readonly Weighted[], end: number): Range {
  const count = take(turns, end, -1, turnBudget, textBudget);
  return { from: Math.max(0, end - Math.max(1, count)), to: end };
}

/** The turns from index `start` on; at least one when there is one. */
export function pageAfter(turns: readonly Weighted[], start: number): Range {
  const count = take(turns, start, 1, turnBudget, textBudget);
  return { from: start, to: Math.min(turns.length, start + Math.max(1, count)) };
}

/** How many turns before (`-1`) or from (`1`) the index on fit. */
function take(turns: readonly Weighted[], index: number, step: 1 | -1, most: number, budget: number): number {
  let left = budget;
  let count = 0;
  while (count < most) {
    const turn = turns[step === 1 ? index + count : index - 1 - count];
    left -= turn?.weight ?? Infinity;
    if (left < 0) {
      break;
    }
    count += 1;
  }
  return count;
}

function weigh(turns: readonly Weighted[], from: number, to: number): number {
  return turns.slice(from, to).reduce((sum, { weight }) => sum + weight, 0);
}
