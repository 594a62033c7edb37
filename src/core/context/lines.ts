/** Lines of a file, counted from 0, both included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** The lines around `at` that no blank line divides; the line itself when it is blank. */
export function paragraphAt(lines: readonly string[], at: number): Lines {
  const isBlank = (line: number): boolean => (lines[line] ?? '').trim() === '';
  if (isBlank(at)) {
    return { first: at, last: at };
  }
  let first = at;
  let last = at;
  while (first > 0 && !isBlank(first - 1)) {
    first--;
  }
  while (last < lines.length - 1 && !isBlank(last + 1)) {
    last++;
  }
  return { first, last };
}

const above = /^\s*(?:\/\/|\/\*|\*|#|--|'''|;|%|"""|@[\w.]|\[[\w(:[]|<!--)/;

/** Comments that may go over several lines: what they begin with, and what they end with. */
const longComments = [
  [/^\s*\/\*/, /\*\/\s*$/],
  [/^\s*<!--/, /-->\s*$/],
] as const;
/** Lines that such a comment may have at the most. */
const longest = 400;

/** The first line of what belongs to the declaration at `first`: comments, attributes and decorators right above it. */
export function startWithComment(lines: readonly string[], first: number): number {
  let line = first;
  while (line > 0) {
    const start = commentStart(lines, line - 1) ?? (above.test(lines[line - 1] ?? '') ? line - 1 : undefined);
    if (start === undefined) {
      break;
    }
    line = start;
  }
  return line;
}

/** Where the comment begins that ends with this line, if one does and has its lines to itself. */
function commentStart(lines: readonly string[], last: number): number | undefined {
  for (const [begins, ends] of longComments) {
    for (let line = last; ends.test(lines[last] ?? '') && line >= Math.max(0, last - longest); line--) {
      if (begins.test(lines[line] ?? '')) {
        return line;
      }
      if (line < last && ends.test(lines[line] ?? '')) {
        break;
      }
    }
  }
  return undefined;
}
