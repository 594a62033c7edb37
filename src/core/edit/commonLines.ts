import { diffArrays } from 'diff';

/** Differences above which the exact answer would keep the editor waiting. */
const mostDifferences = 2000;

/** The pairs of indexes of lines that both have, in order, as many as can be; none when the lists differ too much. */
export function commonLines(old: readonly string[], now: readonly string[]): readonly (readonly [old: number, now: number])[] {
  const pairs: [number, number][] = [];
  let [oldAt, nowAt] = [0, 0];
  // `value` is typed as the lines themselves; only their number is needed.
  for (const { added, removed, count } of diffArrays([...old], [...now], { maxEditLength: mostDifferences }) ?? []) {
    for (let step = 0; step < count; step += 1) {
      if (!added && !removed) {
        pairs.push([oldAt + step, nowAt + step]);
      }
    }
    oldAt += added ? 0 : count;
    nowAt += removed ? 0 : count;
  }
  return pairs;
}
