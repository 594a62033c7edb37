/** Lines of a region, and what is to come in their place. */
export interface PatchBlock {
  readonly old: readonly string[];
  readonly now: readonly string[];
}

/**
 * Blocks in the order of their places in a region, however they came. One that stands behind those before it stays there,
 * though the same lines may stand above too. One that is nowhere stays behind the one before it: of an answer that comes again it may be
 * done and accepted, which only the lines that it is held against then can tell.
 */
export function inPlaceOrder<T extends PatchBlock>(blocks: readonly T[], region: readonly string[]): readonly T[] {
  let behind = 0;
  const placed = blocks.map((block) => {
    const found = placeOf(block.old, region, behind) ?? placeOf(block.old, region, 0);
    const place = found ?? behind;
    behind = found === undefined ? behind : found + block.old.length;
    return { block, place };
  });
  return placed.toSorted((a, b) => a.place - b.place).map(({ block }) => block);
}

function placeOf(block: readonly string[], region: readonly string[], from: number): number | undefined {
  return search(block, region, from, (line) => line.trimEnd()) ?? search(block, region, from, (line) => line.trim());
}

function search(block: readonly string[], region: readonly string[], from: number, simple: (line: string) => string): number | undefined {
  const wanted = block.map(simple);
  for (let index = from; index + wanted.length <= region.length; index += 1) {
    if (wanted.every((line, offset) => line === simple(region[index + offset] ?? ''))) {
      return index;
    }
  }
  return undefined;
}
