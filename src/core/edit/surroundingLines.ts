/** The lines of a file around a region. */
export interface Surroundings {
  readonly above: readonly string[];
  readonly below: readonly string[];
}

/**
 * The part of an answer that belongs into the region, where the answer begins with lines from above it, as when a model
 * returns the whole file. Undefined when the answer changes what is outside: that cannot be written here.
 */
export function withoutSurroundings(answer: readonly string[], { above, below }: Surroundings): readonly string[] | undefined {
  const first = answer.findIndex(isFilled);
  const start = startInside(answer.slice(first), above);
  if (start === undefined) {
    return undefined;
  }
  const inside = answer.slice(first + start);
  const end = endInside(inside, below);
  return inside.slice(0, end);
}

/** How many lines of the answer stand above the region. */
function startInside(answer: readonly string[], above: readonly string[]): number | undefined {
  for (let index = above.length - 1; index >= Math.max(0, above.length - answer.length); index -= 1) {
    if (sharesEnd(above, index, answer)) {
      return above.length - index;
    }
  }
  return undefined;
}

/** Where the lines from below the region begin in the answer; its end when it has none. */
function endInside(answer: readonly string[], below: readonly string[]): number {
  const filled = below.slice(0, below.findLastIndex(isFilled) + 1);
  const last = answer.findLastIndex(isFilled);
  for (let index = Math.max(0, answer.length - filled.length); index <= last; index += 1) {
    if (sharesEnd(answer, index, filled)) {
      return index;
    }
  }
  return answer.length;
}

/** Whether the other list begins with all lines from an index on. */
function sharesEnd(lines: readonly string[], from: number, others: readonly string[]): boolean {
  for (let index = from; index < lines.length; index += 1) {
    if (!same(lines[index] ?? '', others[index - from])) {
      return false;
    }
  }
  return true;
}

function isFilled(line: string): boolean {
  return line.trim() !== '';
}

function same(a: string, b: string | undefined): boolean {
  return a.trimEnd() === b?.trimEnd();
}
