/** Columns of the white space that a line begins with, a tab as four. */
export function depthOf(line: string): number {
  return leadOf(line).replaceAll('\t', '    ').length;
}

export function leadOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

/** Whether a line says enough to be known again: a bracket does not. */
export function tells(line: string): boolean {
  return /[\p{L}\p{N}_].*[\p{L}\p{N}_].*[\p{L}\p{N}_]/u.test(line);
}

/** A line that is nothing but a comment. */
export function isComment(line: string): boolean {
  return /^\s*(?:\/\/|\/\*|\*(?:\s|\/|$)|#(?!\w|\[)|--(?:\s|$)|<!--|;(?:\s|;))/.test(line);
}

/** Without the blank lines at both ends. */
export function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => !isBlank(line));
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => !isBlank(line)) + 1);
}
