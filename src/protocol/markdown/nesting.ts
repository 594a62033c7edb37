import type { Token } from 'marked';

/** Levels of lists and quotes in each other beyond which a text is shown as it was written: the parser calls itself for each. */
export const deepest = 100;

/** What only a line can begin with that is nested deeply; a quick look before the close one. */
const manySigns = /^[ \t>*+\-\d.)]{50,}|[*_]{200}/m;

/** An opening or closing line of code, at any level. */
const fenceLine = /^(?:[ \t]|>|[*+-][ \t]|\d{1,9}[.)][ \t])*(`{3,}|~{3,})/;

/** The next sign of a list or quote. */
const sign = /([ \t]*)(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;

/** So much emphasis that each sign of it is a level. */
const deepEmphasis = /[*_]{200,}[^*_\s]/;

/** A line across the page has the signs of a list, and none. */
const acrossLine = /^[ \t>]*(?:[-*_][ \t]*)+$/;

/** At least how many levels the line's words may be down in. A list in a list is two columns in from it. */
function depthOf(line: string): number {
  let depth = 0;
  sign.lastIndex = 0;
  for (let match = sign.exec(line); match; match = sign.exec(line)) {
    const [, space = ''] = match;
    depth += 1 + Math.floor(space.replaceAll('\t', '    ').length / 2);
  }
  return depth;
}

/** Where the first line begins that is nested too deeply to be parsed; -1 for none. What is code is not nested. */
function deepLine(source: string): number {
  if (!manySigns.test(source)) {
    return -1;
  }
  let fence: string | undefined;
  let start = 0;
  for (const line of source.split('\n')) {
    const mark = fenceLine.exec(line)?.[1];
    if (fence === undefined) {
      fence = mark;
      if ((depthOf(line) > deepest && !acrossLine.test(line)) || deepEmphasis.test(line)) {
        return start;
      }
    } else if (mark?.startsWith(fence) === true) {
      fence = undefined;
    }
    start += line.length + 1;
  }
  return -1;
}

/** A piece of source that is shown as it was written. */
function asWritten(raw: string): Token {
  return { type: 'paragraph', raw, text: raw, tokens: [] };
}

/**
 * Blocks of `source` by `tokens`, whatever it holds: between the blank lines around what is nested too deeply, or where the parser
 * gives up, a block is one that `parsed` shows as it was written.
 */
export function safeTokens(source: string, tokens: (source: string) => readonly Token[]): readonly Token[] {
  const all: Token[] = [];
  let rest = source;
  for (let deep = deepLine(rest); deep !== -1; deep = deepLine(rest)) {
    const begin = Math.max(0, ...[...rest.slice(0, deep).matchAll(/\n[ \t]*\n/g)].slice(-1).map((gap) => gap.index + gap[0].length));
    const blank = /\n[ \t]*\n/.exec(rest.slice(deep));
    const end = blank ? deep + blank.index + blank[0].length : rest.length;
    all.push(...attempt(() => tokens(rest.slice(0, begin)), () => [asWritten(rest.slice(0, begin))]), asWritten(rest.slice(begin, end)));
    rest = rest.slice(end);
  }
  all.push(...attempt(() => tokens(rest), () => [asWritten(rest)]));
  return all;
}

/** Html by `parse`, or the source as it was written. */
export function safeHtml(source: string, parse: (source: string) => string): string {
  const written = (): string => `<pre><code>${source.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code></pre>`;
  return deepLine(source) === -1 ? attempt(() => parse(source), written) : written();
}

function attempt<T>(work: () => T, otherwise: () => T): T {
  try {
    return work();
  } catch (error) {
    // The parser has no bound of its own: it ends where the stack does.
    if (error instanceof RangeError) {
      return otherwise();
    }
    throw error;
  }
}
