import { commonLines } from './commonLines.ts';

export interface BlockPart {
  readonly old: readonly string[];
  readonly now: readonly string[];
}

/** The changes that a block is made of, in order, each with the lines that stay above it; the last also with those below. */
export function blockParts(old: readonly string[], now: readonly string[]): readonly BlockPart[] {
  const parts: BlockPart[] = [];
  let from: readonly [old: number, now: number] = [0, 0];
  let next = from;
  /** Where lines stay again behind the last change. */
  let stays: typeof from | undefined;
  for (const [oldAt, nowAt] of [...commonLines(old, now), [old.length, now.length] as const]) {
    if (oldAt > next[0] || nowAt > next[1]) {
      if (stays) {
        parts.push({ old: old.slice(from[0], stays[0]), now: now.slice(from[1], stays[1]) });
        from = stays;
      }
      stays = [oldAt, nowAt];
    }
    next = [oldAt + 1, nowAt + 1];
  }
  return [...parts, { old: old.slice(from[0]), now: now.slice(from[1]) }];
}
