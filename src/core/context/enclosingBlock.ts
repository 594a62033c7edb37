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
  first = startOf(lines, first);
  while (first !== undefined && !isHeader(signature(lines, first))) {
    first = parentOf(lines, first);
  }
  if (first === undefined) {
    return undefined;
  }
  const last = endOf(lines, first);
  const line = signature(lines, first);
  const name = named.exec(line)?.[1] ?? /([\w$]+)\s*\(/.exec(line)?.[1] ?? '';
  return at <= last && last - first < longest ? { first, last, name } : undefined;
}

function isHeader(line: string): boolean {
  return header.test(line) || (method.test(line) && !control.test(line));
}

/** A line that closes the parameters and goes on, or opens the body on its own. */
const middle = /^\s*(?:[)\]}].*[:{]|\{|where|where\s+['\w<].*:.*)\s*$/;
const closer = /^\s*(?:[})\]]|end\b)/;

/** Where the declaration begins of which a line is the end, or the end of the signature; that line itself when it is neither. */
function startOf(lines: readonly string[], at: number): number {
  let first = at;
  while (first > 0 && (middle.test(lines[first] ?? '') || (first === at ? closer : /^\s*[)\]]/).test(lines[first] ?? ''))) {
    let above = first - 1;
    while (above >= 0 && (isBlank(lines[above]) || depthOf(lines[above]) > depthOf(lines[first]))) {
      above--;
    }
    if (above < 0 || depthOf(lines[above]) < depthOf(lines[first])) {
      return at;
    }
    first = above;
  }
  return first;
}

/** The last line of the signature that begins at `first`. */
function signatureEnd(lines: readonly string[], first: number): number {
  let last = first;
  for (let line = nextAt(lines, first); line !== undefined && continues(lines, line); line = nextAt(lines, line)) {
    last = line;
  }
  return last;
}

function signature(lines: readonly string[], first: number): string {
  const end = signatureEnd(lines, first);
  return end === first ? (lines[first] ?? '') : [lines[first], ...lines.slice(first + 1, end + 1).map((line) => line.trim())].join(' ');
}

/** Whether a line at the depth of a declaration's first is still its signature. */
function continues(lines: readonly string[], line: number): boolean {
  if (middle.test(lines[line] ?? '')) {
    return true;
  }
  const below = nextFilled(lines, line);
  const isDeeper = below !== undefined && depthOf(lines[below]) > depthOf(lines[line]);
  const opens = below !== undefined && depthOf(lines[below]) === depthOf(lines[line]) && /^\s*(?:\{|where)/.test(lines[below] ?? '') && middle.test(lines[below] ?? '');
  return /^\s*[)\]]/.test(lines[line] ?? '') && (isDeeper || opens);
}

/** The next line that is as deep as this one, with none less deep between them. */
function nextAt(lines: readonly string[], from: number): number | undefined {
  const depth = depthOf(lines[from]);
  for (let line = from + 1; line < Math.min(lines.length, from + longest); line++) {
    if (!isBlank(lines[line]) && depthOf(lines[line]) <= depth) {
      return depthOf(lines[line]) === depth ? line : undefined;
    }
  }
  return undefined;
}

function nextFilled(lines: readonly string[], from: number): number | undefined {
  const index = lines.slice(from + 1, from + longest).findIndex((line) => !isBlank(line));
  return index < 0 ? undefined : from + 1 + index;
}

/** Where the nearest thing above begins that is less indented. */
function parentOf(lines: readonly string[], from: number): number | undefined {
  const depth = depthOf(lines[from]);
  for (let line = from - 1; line >= 0; line--) {
    if (!isBlank(lines[line]) && depthOf(lines[line]) < depth) {
      return startOf(lines, line);
    }
  }
  return undefined;
}

/** The last line that is deeper than the first, or that closes it at its own depth. */
function endOf(lines: readonly string[], first: number): number {
  const depth = depthOf(lines[first]);
  let last = signatureEnd(lines, first);
  for (let line = last + 1; line < lines.length; line++) {
    if (isBlank(lines[line])) {
      continue;
    }
    if (depthOf(lines[line]) <= depth) {
      return depthOf(lines[line]) === depth && closer.test(lines[line] ?? '') ? line : last;
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
