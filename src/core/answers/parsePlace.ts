/** A file as an answer names it, with the lines that it speaks of. */
export interface NamedFile {
  /** With `/` between folders, `.` and `..` not yet resolved. */
  readonly path: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
  /** From 1, that line included. */
  readonly lastLine?: number;
}

/** A symbol as an answer names it. */
export interface NamedSymbol {
  /** The last part of its name. */
  readonly name: string;
  /** What it is said to be in; empty when that is not said. */
  readonly container: string;
}

/** `:12`, `:12:5`, `:12-20`, `#L12`, `#L3-L9`, `(12)`, `(12,5)`, as compilers, editors and GitHub write it. */
const lines = /^(.*?)(?::(\d+)(?::(\d+)|-(\d+))?|#L(\d+)(?:C\d+)?(?:-L?(\d+))?|\((\d+)(?:, ?(\d+))?\))?$/;

const toNumber = (...values: readonly (string | undefined)[]): number | undefined => {
  const value = Number(values.find((each) => each !== undefined));
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
};

/** Reads what may be a path with a place in it; undefined when it can be none. It may well be the name of a symbol, too. */
export function parseFile(text: string): NamedFile | undefined {
  const plain = text.trim().replace(/^file:\/\/(?=\/)/, '').replaceAll('\\', '/');
  const [, path = '', colonLine, colonColumn, colonLast, hashLine, hashLast, roundLine, roundColumn] = lines.exec(plain) ?? [];
  const last = path.split('/').at(-1) ?? '';
  if (last === '' || /^\.*$/.test(last) || /[\p{Cc}*?"<>|]/u.test(path)) {
    return undefined;
  }
  const line = toNumber(colonLine, hashLine, roundLine);
  const column = toNumber(colonColumn, roundColumn);
  const lastLine = toNumber(colonLast, hashLast);
  return {
    path,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(lastLine !== undefined && line !== undefined && lastLine >= line ? { lastLine } : {}),
  };
}

/** Reads what may be the name of a symbol: `sortBy`, `Cart.total()`, `ns::Type`, `Class#method`; undefined when it can be none. */
export function parseSymbol(text: string): NamedSymbol | undefined {
  const parts = text.trim().replace(/\(\)$/, '').split(/\.|::|#/);
  if (parts.some((part) => !/^[A-Za-z_$][\w$]*$/.test(part))) {
    return undefined;
  }
  return { name: parts.at(-1) ?? '', container: parts.at(-2) ?? '' };
}

/** `path` below a root, with `.` and `..` resolved: its parts, or undefined when it leads out. An absolute one begins with `/`. */
export function partsWithin(path: string): readonly string[] | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        return undefined;
      }
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts;
}
