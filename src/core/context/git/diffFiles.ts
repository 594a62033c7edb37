/** What a diff says of one file. */
export interface DiffFile {
  /** All names it goes by there, before and after, relative to the repository's root, with `/`; empty where they cannot be told. */
  readonly paths: readonly string[];
  /** Its part of the diff, with its head. */
  readonly text: string;
}

/**
 * The files of what `git diff` prints, in its order. It may be a combined one, as in a merge, and have any of the prefixes that Git's
 * settings (`diff.noprefix`, `diff.mnemonicPrefix`) put before names. What stands before the first file is a part without names.
 */
export function diffFiles(diff: string): readonly DiffFile[] {
  // In what a file holds, each line begins with a space or a sign. Git ends lines with `\n` only; `^` would take `\r` and U+2028 for an end, too.
  const parts = diff.split(/(?<![^\n])(?=diff --(?:git|cc|combined) )/).filter((part) => part !== '');
  return parts.map((text) => ({ paths: pathsOf(text), text }));
}

/** Lines that name one file and nothing else: with a prefix, and without. */
const changed = /^(?:---|\+\+\+) (.*?)\t?$/;
const moved = /^(?:rename|copy) (?:from|to) (.*)$/;

function pathsOf(text: string): readonly string[] {
  const [first = '', ...lines] = text.split('\n');
  const combined = /^diff --(?:cc|combined) (.*)$/.exec(first)?.[1];
  if (combined !== undefined) {
    return [unquoted(combined)];
  }
  const both = /^diff --git (.*)$/.exec(first)?.[1] ?? '';
  const end = lines.findIndex((line) => line.startsWith('@@') || line.startsWith('GIT binary patch'));
  const head = lines.slice(0, end < 0 ? undefined : end);
  // The two sides have different letters, Git's mnemonic ones included; without prefixes they begin alike.
  const [, before, after] = /^"?([acio])\/.* "?([bciw])\//.exec(both) ?? [];
  const bare = (name: string): string => (before === after ? unquoted(name) : unquoted(name).replace(/^[a-z]\//, ''));
  const names = [
    ...head.flatMap((line) => moved.exec(line)?.[1] ?? []).map(unquoted),
    ...head.flatMap((line) => changed.exec(line)?.[1] ?? []).filter((name) => name !== '/dev/null').map(bare),
  ];
  return [...new Set(names.length > 0 ? names : namesOfHead(both).map(bare))];
}

/** Both names of a head without other lines: a mode, a binary or an empty file, which has the same name on both sides. */
function namesOfHead(rest: string): readonly string[] {
  const quoted = /^("(?:[^"\\]|\\.)*") ("(?:[^"\\]|\\.)*")$/.exec(rest);
  if (quoted) {
    return quoted.slice(1);
  }
  const middle = (rest.length - 1) / 2;
  return rest[middle] === ' ' ? [rest.slice(0, middle), rest.slice(middle + 1)] : [];
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** A name as Git quotes it, with bytes in octal: https://git-scm.com/docs/git-config (core.quotePath). */
function unquoted(name: string): string {
  if (!/^".*"$/.test(name)) {
    return name;
  }
  const encoder = new TextEncoder();
  const bytes = [...name.slice(1, -1).matchAll(/\\(?:([0-7]{3})|(.))|[^\\]+/g)].flatMap(([whole, octal, letter]) =>
    octal !== undefined ? [Number.parseInt(octal, 8)] : letter !== undefined ? [escapes[letter] ?? letter.charCodeAt(0)] : [...encoder.encode(whole)],
  );
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
