/** What is open behind each line of a text. */
export interface Openness {
  /** Brackets. */
  readonly depth: number;
  /** A string or a comment goes on in the next line. */
  readonly isInside: boolean;
}

/** Behind these a slash begins a regular expression, not a division. */
const beforeExpression = /(?:^|[([{,;=:!&|?+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|yield|await))\s*$/;

/**
 * What is open behind each line of code; undefined where the brackets do not come out even, so that nothing can be told by them.
 * Strings and comments are skipped as the usual languages write them.
 */
export function openness(lines: readonly string[], isHash: boolean): readonly Openness[] | undefined {
  const all: Openness[] = [];
  const open: string[] = [];
  let inside = '';
  for (const line of lines) {
    for (let at = 0; at < line.length; ) {
      if (inside !== '') {
        const end = endOfInside(line, at, inside);
        at = end ?? line.length;
        inside = end === undefined ? inside : '';
        continue;
      }
      const rest = line.slice(at, at + 3);
      const [sign = ''] = rest;
      if (rest.startsWith('//') || (isHash && sign === '#')) {
        break;
      }
      if (rest.startsWith('/*')) {
        inside = '*/';
        at += 2;
      } else if (rest === '"""' || rest === "'''") {
        inside = rest;
        at += 3;
      } else if (sign === '`') {
        inside = '`';
        at += 1;
      } else if (sign === '"' || sign === "'") {
        // One that does not end in its line is no string, as a lifetime of Rust.
        at = endOfInside(line, at + 1, sign) ?? at + 1;
      } else if (sign === '/' && beforeExpression.test(line.slice(0, at))) {
        at = endOfExpression(line, at + 1);
      } else {
        if ('([{'.includes(sign)) {
          open.push(sign);
        } else if (')]}'.includes(sign) && open.pop() !== pairs[sign]) {
          return undefined;
        }
        at += 1;
      }
    }
    all.push({ depth: open.length, isInside: inside !== '' });
  }
  return open.length === 0 && inside === '' ? all : undefined;
}

const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function endOfInside(line: string, from: number, mark: string): number | undefined {
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '\\' && mark !== '*/') {
      at += 1;
    } else if (line.startsWith(mark, at)) {
      return at + mark.length;
    }
  }
  return undefined;
}

function endOfExpression(line: string, from: number): number {
  let isSet = false;
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '\\') {
      at += 1;
    } else if (line[at] === '/' && !isSet) {
      return at + 1;
    } else {
      isSet = line[at] === '[' || (isSet && line[at] !== ']');
    }
  }
  // A division after all.
  return from;
}
