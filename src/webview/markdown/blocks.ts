import type { Token } from 'marked';
import { blockTokens } from '../../protocol/markdown/dialect.ts';
import { parseOpenFence, type OpenFence } from './fence.ts';
import { safeTokens } from '../../protocol/markdown/nesting.ts';

/** The part of an answer that is not settled yet. */
export type Tail =
  | { readonly type: 'markdown'; readonly source: string }
  /** A code fence still open: `added` is what came since the last push, with line ends, ready to be shown. */
  | { readonly type: 'fence'; readonly info: string; readonly added: string };

/** Characters of an unfinished block from which on it is not looked through again for each line. */
const longTail = 2000;

/** What a push settled, in order, and what is left. */
export interface BlockChange {
  /** Markdown source of blocks that are finished: nothing that comes later can change them. */
  readonly finished: readonly string[];
  readonly tail: Tail;
}

/**
 * Cuts Markdown that arrives in pieces into top-level blocks. A block is finished once a later one has begun on a complete
 * line: everything in Markdown that reaches back (setext underlines, table delimiters, lazy continuation, loose lists)
 * reaches into the last block only. An open code fence is not parsed again at all, and another block that is long already only when
 * a line may have ended it: a token costs the same at its end as at its beginning.
 */
export class BlockSplitter {
  /** Source since the last finished block. */
  #tail = '';
  /** A carriage return at the end of a piece, which a line feed may follow. */
  #carriageReturn = false;
  /** How much of the tail, whole lines only, has been looked through for finished blocks. */
  #scanned = 0;
  /** How much of it is known to go on as it began, where that is more. */
  #passed = 0;
  readonly #tokens: typeof blockTokens;
  readonly #long: number;
  #fence: OpenFence | undefined;
  /** Within an open fence: where its unfinished line begins, and how much of the tail has been handed out as code. */
  #lineStart = 0;
  #shown = 0;

  constructor(tokens = blockTokens, long = longTail) {
    this.#tokens = (source) => safeTokens(source, tokens);
    this.#long = long;
  }

  /** Takes the next piece; pieces may be cut anywhere. Never throws on any input. */
  push(piece: string): BlockChange {
    this.#tail += this.#normalize(piece);
    const finished: string[] = [];
    // Each round but the last takes a whole fence out of the tail.
    for (;;) {
      this.#fence ??= this.#settle(finished);
      if (this.#fence === undefined) {
        return { finished, tail: { type: 'markdown', source: this.#tail } };
      }
      const { info } = this.#fence;
      const added = this.#readFence(this.#fence, finished);
      if (added !== undefined) {
        return { finished, tail: { type: 'fence', info, added } };
      }
    }
  }

  /** The answer is complete: what is left is finished as it is. */
  end(): BlockChange {
    if (this.#carriageReturn) {
      this.#carriageReturn = false;
      this.#tail += '\n';
    }
    const finished: string[] = [];
    if (this.#fence === undefined) {
      collect(this.#tokens(this.#tail), finished);
    } else if (this.#tail !== '') {
      finished.push(this.#tail);
    }
    this.#startAfter(this.#tail.length);
    return { finished, tail: { type: 'markdown', source: '' } };
  }

  #normalize(piece: string): string {
    const joined = this.#carriageReturn ? `\r${piece}` : piece;
    this.#carriageReturn = joined.endsWith('\r');
    return (this.#carriageReturn ? joined.slice(0, -1) : joined).replace(/\r\n?/g, '\n');
  }

  #startAfter(offset: number): void {
    this.#tail = this.#tail.slice(offset);
    this.#scanned = 0;
    this.#passed = 0;
    this.#fence = undefined;
  }

  /** Finishes every block before the last that shows in the complete lines. Returns the fence that the last one is, if so. */
  #settle(finished: string[]): OpenFence | undefined {
    const lines = this.#tail.lastIndexOf('\n') + 1;
    if (lines <= this.#scanned || this.#goesOn(lines)) {
      return undefined;
    }
    const tokens = this.#tokens(this.#tail.slice(0, lines));
    const last = tokens.findLastIndex((token) => token.type !== 'space');
    if (last > 0) {
      const settled = tokens.slice(0, last);
      collect(settled, finished);
      this.#startAfter(settled.reduce((length, token) => length + token.raw.length, 0));
    }
    this.#scanned = this.#tail.lastIndexOf('\n') + 1;
    const fence = tokens[last]?.type === 'code' ? parseOpenFence(this.#tail) : undefined;
    this.#lineStart = fence?.codeStart ?? 0;
    this.#shown = this.#lineStart;
    return fence;
  }

  /** Whether the lines up to `end` are more of a long block, as far as can be seen without parsing it. Looks at each line once. */
  #goesOn(end: number): boolean {
    // Every now and then it is looked through all the same: each character some times over, however long it grows.
    if (this.#scanned < this.#long || end >= this.#scanned * growth) {
      return false;
    }
    const begun = Math.max(this.#scanned, this.#passed);
    this.#passed = end;
    if (!listSign.test(this.#tail) && this.#tail.slice(0, begun).endsWith('\n\n')) {
      // What follows a blank line is another block.
      return false;
    }
    const line = lineOfSame(this.#tail);
    return this.#tail.slice(begun, end - (end > begun ? 1 : 0)).split('\n').every((each) => line.test(each));
  }

  /** Reads on in an open fence. Returns the code to add to what is shown, or undefined when the closing line is there. */
  #readFence(fence: OpenFence, finished: string[]): string | undefined {
    let added = '';
    for (let end = this.#nextLineEnd(); end !== -1; end = this.#nextLineEnd()) {
      const line = this.#tail.slice(this.#lineStart, end);
      if (fence.closes(line)) {
        finished.push(this.#tail.slice(0, end));
        this.#startAfter(end + 1);
        return undefined;
      }
      added += this.#shown > this.#lineStart ? this.#tail.slice(this.#shown, end + 1) : `${fence.dedent(line)}\n`;
      this.#lineStart = end + 1;
      this.#shown = this.#lineStart;
    }
    const partial = this.#tail.slice(this.#lineStart);
    if (!fence.indented && !fence.mayClose(partial)) {
      added += this.#tail.slice(this.#shown);
      this.#shown = this.#tail.length;
    }
    return added;
  }

  #nextLineEnd(): number {
    return this.#tail.indexOf('\n', this.#shown);
  }
}

/** By how much a long block has grown when it is looked through again in any case. */
const growth = 1.25;

/** What a list begins with. */
const listSign = /^(?:\d{1,9}([.)])|([*+-]))[ \t]/;

/** What lines look like that are more of the block that the source begins with; others may be more of it as well. */
function lineOfSame(source: string): RegExp {
  const sign = listSign.exec(source);
  if (sign) {
    const [, number, bullet] = sign;
    // A bullet is not followed by another: that may be a line across.
    return new RegExp(`^(?:$|[ \\t]|${number ? `\\d+\\${number}` : `\\${bullet ?? ''}`}[ \\t]+[^\\s*_-])`);
  }
  return source.startsWith('|') ? /^\|/ : source.startsWith('>') ? /^>/ : /^\p{L}/u;
}

function collect(tokens: readonly Token[], finished: string[]): void {
  for (const token of tokens) {
    if (token.type !== 'space') {
      finished.push(token.raw);
    }
  }
}
