/** A code fence whose opening line is complete. */
export interface OpenFence {
  /** The info string, such as `python`; empty when there is none. */
  readonly info: string;
  /** Where the code begins in the fence's source. */
  readonly codeStart: number;
  /** True when its lines lose indentation, so that an unfinished line cannot be shown yet. */
  readonly indented: boolean;
  /** Removes as much indentation from a line as the opening line has, as CommonMark asks. */
  readonly dedent: (line: string) => string;
  /** True for a line, without its line end, that closes this fence. */
  readonly closes: (line: string) => boolean;
  /** True for the beginning of a line that may yet become the closing one; it is better not shown. */
  readonly mayClose: (partialLine: string) => boolean;
}

// The same shape as marked's own rule, so that both agree on where a fence ends.
const opening = /^( {0,3})(`{3,}(?=[^`\n]*\n)|~{3,})([^\n]*)\n/;

/** The fence that `source` begins with, or undefined. Whether it is closed further on is not looked at. */
export function parseOpenFence(source: string): OpenFence | undefined {
  const match = opening.exec(source);
  if (match === null) {
    return undefined;
  }
  const [whole, indent = '', fence = '', info = ''] = match;
  const closing = new RegExp(`^ {0,3}${fence}${fence.charAt(0)}* *$`);
  return {
    info: info.trim(),
    codeStart: whole.length,
    indented: indent !== '',
    dedent: (line) => {
      const own = /^ */.exec(line)?.[0].length ?? 0;
      return line.slice(Math.min(own, indent.length));
    },
    closes: (line) => closing.test(line),
    // Wider than what closes: a line held back too long is shown with its line end.
    mayClose: (line) => /^ {0,3}[`~]* *$/.test(line),
  };
}
