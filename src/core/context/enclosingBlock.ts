/** Lines of a file that belong together, counted from 0, both included. */
export interface Block {
  readonly first: number;
  readonly last: number;
  /** The name that its first line gives; empty when none was found. */
  readonly name: string;
}

/** Lines that a block may have at the most: beyond that it is no longer what a person points at. */
const longest = 400;

const keywords = 'def|class|func|fn|function|fun|sub|proc|interface|struct|impl|trait|module';
const modifiers = 'export|default|public|private|protected|internal|static|final|abstract|async|pub|override|virtual';
const header = new RegExp(String.raw`^\s*(?:(?:${modifiers})\s+)*(?:${keywords})\b`);
const named = new RegExp(String.raw`\b(?:${keywords})(?:\s*\([^)]*\))?\s+([\w$]+)`);
/** A function without a keyword of its own, as in C, Java, or a class of TypeScript. */
const method = /^\s*[\w$][\w$<>[\],\s*&:]*\([^;]*\)[^;=]*\{\s*$/;
const control = /^\s*(?:if|else|for|while|switch|do|try|catch|finally|with|match|select|return)\b/;

/**
 * The function or class around a line, by its indentation: for files of which no language server tells the symbols.
 * Undefined where nothing of the kind is found.
 */
export function enclosingBlock(lines: readonly string[], at: number): Block | undefined {
  let first: number | undefined = at;
  while (first > 0 && isBlank(lines[first])) {
    first--;
  }
  while (first !== undefined && !isHeader(lines[first])) {
    first = parentOf(lines, first);
  }
  if (first === undefined) {
    return undefined;
  }
  const last = endOf(lines, first);
  const line = lines[first] ?? '';
  const name = named.exec(line)?.[1] ?? /([\w$]+)\s*\(/.exec(line)?.[1] ?? '';
  return at <= last && last - first < longest ? { first, last, name } : undefined;
}

function isHeader(line: string | undefined): boolean {
  return line !== undefined && (header.test(line) || (method.test(line) && !control.test(line)));
}

/** The nearest line above that is less indented. */
function parentOf(lines: readonly string[], from: number): number | undefined {
  const depth = depthOf(lines[from]);
  for (let line = from - 1; line >= 0; line--) {
    if (!isBlank(lines[line]) && depthOf(lines[line]) < depth) {
      return line;
    }
  }
  return undefined;
}

/** The last line that is deeper than the first, or that closes it at its own depth. */
function endOf(lines: readonly string[], first: number): number {
  const depth = depthOf(lines[first]);
  let last = first;
  for (let line = first + 1; line < lines.length; line++) {
    if (isBlank(lines[line])) {
      continue;
    }
    if (depthOf(lines[line]) <= depth) {
      return depthOf(lines[line]) === depth && /^\s*(?:[})\]]|end\b)/.test(lines[line] ?? '') ? line : last;
    }
    last = line;
  }
  return last;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

function depthOf(line: string | undefined): number {
  return (/^[ \t]*/.exec(line ?? '')?.[0] ?? '').replaceAll('\t', '    ').length;
}
