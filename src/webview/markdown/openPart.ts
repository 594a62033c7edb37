/** Blocks that can be drawn by the end: items, rows, sentences. */
export type BlockKind = 'list' | 'table' | 'paragraph';

/** The end of a block that is not settled yet. */
export interface OpenPart {
  readonly kind: BlockKind;
  /** Where it begins in the block's source. */
  readonly from: number;
  /** What makes it a block of the same kind for itself: an item in front, or the head of the table. */
  readonly head: string;
}

/** Items and rows at the end that what comes next may still change. */
const openUnits = 2;

/** Characters of a paragraph's end that stay open. */
const openText = 300;

const bullet = /^(?:([*+-])|\d{1,9}([.)]))[ \t]+\S/;

/** Where the open part of a block may begin now. `from`: where it began before, or 0; `loose`: of a list. Undefined when there is no such place. */
export function openPartOf(source: string, kind: BlockKind, from: number, loose: boolean): OpenPart | undefined {
  switch (kind) {
    case 'list':
      return openItems(source, from, loose);
    case 'table':
      return openRows(source, from);
    case 'paragraph':
      return openSentences(source, from);
  }
}

function openItems(source: string, from: number, loose: boolean): OpenPart | undefined {
  const sign = signOf(source);
  if (sign === undefined) {
    return undefined;
  }
  // An item at the margin with the list's own sign is one of its items, whatever is open in the item before.
  const starts = lineStarts(source, from).filter((at) => signOf(source.slice(at, at + 16)) === sign);
  const start = starts.at(-openUnits);
  const first = /^[*+-]$/.test(sign) ? sign : `1${sign}`;
  return start !== undefined && start > from ? { kind: 'list', from: start, head: `${first} x\n${loose ? '\n' : ''}` } : undefined;
}

function signOf(line: string): string | undefined {
  const match = bullet.exec(line);
  return match?.[1] ?? match?.[2];
}

function openRows(source: string, from: number): OpenPart | undefined {
  const starts = lineStarts(source, 0);
  const [, , firstRow = source.length] = starts;
  const rows = starts.filter((at) => at >= Math.max(firstRow, from) && at < source.length);
  const start = rows.at(-openUnits);
  return start !== undefined && start > from ? { kind: 'table', from: start, head: source.slice(0, firstRow) } : undefined;
}

/** At a word that cannot be anything but the next one of a paragraph. */
function openSentences(source: string, from: number): OpenPart | undefined {
  for (let at = source.length - openText; at > from; at--) {
    if (/^[ \n]\p{L}{2}/u.test(source.slice(at, at + 5))) {
      return { kind: 'paragraph', from: at + 1, head: '' };
    }
  }
  return undefined;
}

function lineStarts(source: string, from: number): readonly number[] {
  const starts: number[] = [];
  for (let at = from; at < source.length; ) {
    starts.push(at);
    const end = source.indexOf('\n', at);
    at = end === -1 ? source.length : end + 1;
  }
  return starts;
}
