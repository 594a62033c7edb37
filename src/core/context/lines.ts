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

const above = /^\s*(?:\/\/|\/\*|\*|#|--|'''|;|%|"""|@[\w.]|\[[\w(:]|<!--)/;

/** The first line of what belongs to the declaration at `first`: comments, attributes and decorators right above it. */
export function startWithComment(lines: readonly string[], first: number): number {
  let line = first;
  while (line > 0 && above.test(lines[line - 1] ?? '')) {
    line--;
  }
  return line;
}
