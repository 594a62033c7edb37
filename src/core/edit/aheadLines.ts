import type { OwnedLine } from './ownedLine.ts';

/** How far ahead a line is looked for, in lines. */
const reach = 500;
/** Up to this distance a telling line counts although it comes again later. */
const near = 8;

interface Block {
  readonly index: number;
  readonly fit: (line: string) => string;
}

/**
 * The old lines that an answer has not reached, indexed by their text: to find one costs the same however many there are.
 * Indexes are those of the given list.
 */
export class AheadLines {
  private readonly places = new Map<string, number[]>();

  constructor(readonly lines: readonly OwnedLine[]) {
    for (const [index, line] of lines.entries()) {
      const text = oldText(line);
      if (text !== undefined) {
        const known = this.places.get(text);
        if (known) {
          known.push(index);
        } else {
          this.places.set(text, [index]);
        }
      }
    }
  }

  has(text: string): boolean {
    return this.places.has(text);
  }

  /**
   * The old line that a line of the answer is. One that says little, such as a bracket, is found only as the very next; one
   * that comes several times, only nearby: a wrong guess would take out all that lies between.
   */
  find(text: string, from: number): number | undefined {
    const places = this.places.get(text);
    const at = places && firstFrom(places, from);
    const index = at === undefined ? undefined : places?.[at];
    if (at === undefined || index === undefined) {
      return undefined;
    }
    if (index === this.next(from)) {
      return index;
    }
    const distance = index - from;
    const again = places?.[at + 1];
    const alone = again === undefined || again - from > reach;
    return tells(text) && (distance <= near || (alone && distance <= reach)) ? index : undefined;
  }

  /** After lines were left out: the telling line itself, however far. */
  findBeyond(text: string, from: number): number | undefined {
    const places = this.places.get(text) ?? [];
    const at = firstFrom(places, from);
    return tells(text) && at === places.length - 1 ? places[at] : undefined;
  }

  /** The nearest line of this text, whatever it says. */
  nearest(text: string, from: number): number | undefined {
    const places = this.places.get(text) ?? [];
    const index = places[firstFrom(places, from)];
    return index !== undefined && index - from <= reach ? index : undefined;
  }

  /**
   * The first place of these lines in a row. White space at their ends does not count, and, where they are not found so,
   * neither does their indentation; `fit` then gives lines that of the place.
   */
  findBlock(block: readonly string[], from: number): Block | undefined {
    const exact = this.search(block.map((line) => line.trimEnd()), from, (line) => line.trimEnd());
    if (exact !== undefined) {
      return { index: exact, fit: (line) => line };
    }
    const index = this.search(block.map((line) => line.trim()), from, (line) => line.trim());
    if (index === undefined) {
      return undefined;
    }
    const first = block.findIndex((line) => line.trim() !== '');
    const [theirs, ours] = [leadOf(block[first] ?? ''), leadOf(oldText(this.lines[index + first]) ?? '')];
    return { index, fit: (line) => (line.trim() !== '' && line.startsWith(theirs) ? ours + line.slice(theirs.length) : line) };
  }

  private search(wanted: readonly string[], from: number, simple: (line: string) => string): number | undefined {
    for (let index = from; index + wanted.length <= this.lines.length; index += 1) {
      if (wanted.every((line, offset) => line === simple(oldText(this.lines[index + offset]) ?? '\0'))) {
        return index;
      }
    }
    return undefined;
  }

  private next(from: number): number {
    let index = from;
    while (index < this.lines.length && oldText(this.lines[index]) === undefined) {
      index += 1;
    }
    return index;
  }
}

/** The text that the model saw in this place; undefined for what was not there then. */
function oldText(line: OwnedLine | undefined): string | undefined {
  return line?.was ?? (line?.owner === 'kept' ? line.text : undefined);
}

function leadOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function tells(text: string): boolean {
  return /\w.*\w.*\w/.test(text);
}

/** Index of the first value that is at least `from`, in a rising list. */
function firstFrom(values: readonly number[], from: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
