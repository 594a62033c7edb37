import { diffBlocks, isHeader, searchBlocks } from '../edit/patchBlocks.ts';
import { PatchReader } from '../edit/patchReader.ts';
import { hunksOf, hunksOfSearch, type PatchHunk } from './patchLine.ts';
import { looksLikePath, plainPath } from './paths.ts';

/** What a patch does to one file. */
export interface PatchFile {
  readonly form: 'search' | 'diff';
  /** The names that its header gives, without `a/` and `b/`; none where it has no header. */
  readonly old: string | undefined;
  readonly now: string | undefined;
  readonly hunks: readonly PatchHunk[];
  readonly kind: 'change' | 'add' | 'delete' | 'rename';
  /** It ended in the middle, or does not come out even. */
  readonly isCut: boolean;
}

/** The form of a block that is a patch; undefined for plain code. */
export function patchForm(lines: readonly string[], language: string): 'search' | 'diff' | undefined {
  if (lines.some((line) => /^<{5,9}(?: ?(?:SEARCH|ORIGINAL))?\s*$/.test(line)) && lines.some((line) => /^={5,9}\s*$/.test(line))) {
    return 'search';
  }
  const first = lines.findIndex((line) => line.trim() !== '');
  const [line = '', next = ''] = [lines[first], lines[first + 1]];
  if (/^\*\*\* (?:Begin Patch|(?:Update|Add|Delete) File: )/.test(line) || /^Index: \S/.test(line)) {
    return 'diff';
  }
  const isSigned = lines.some((each) => /^[+-]/.test(each));
  return PatchReader.formOf(line, next, language === 'udiff' ? 'diff' : language) === 'diff' && isSigned ? 'diff' : undefined;
}

export function patchFiles(lines: readonly string[], form: 'search' | 'diff', language: string): readonly PatchFile[] {
  return form === 'search' ? searchFiles(lines, language) : diffFiles(lines, language);
}

function searchFiles(lines: readonly string[], language: string): readonly PatchFile[] {
  const parts: { name: string | undefined; lines: string[] }[] = [{ name: undefined, lines: [] }];
  for (const [index, line] of lines.entries()) {
    const name = /^<{5,9}/.test(line) ? nameAbove(lines, index) : undefined;
    if (name !== undefined && name !== parts.at(-1)?.name) {
      parts.push({ name, lines: [] });
    }
    parts.at(-1)?.lines.push(line);
  }
  return parts.flatMap(({ name, lines: own }): readonly PatchFile[] => {
    const blocks = searchBlocks(own);
    const hunks = blocks.map((block) => hunksOfSearch(block, language));
    const isCut = blocks.some(({ isClosed }) => !isClosed) || hunks.some((each) => each === undefined);
    return blocks.length === 0 ? [] : [{ form: 'search', old: name, now: name, hunks: hunks.flatMap((each) => each ?? []), kind: 'change', isCut }];
  });
}

/** The name of a file on the line above a block. */
function nameAbove(lines: readonly string[], at: number): string | undefined {
  const above = lines.slice(Math.max(0, at - 2), at).filter((line) => line.trim() !== '').at(-1) ?? '';
  const name = plainPath(above.replaceAll(/^[\s#/*`]+|[\s*`:]+$/g, ''));
  return /^>{5,9}/.test(above) || !looksLikePath(name) ? undefined : name;
}

interface Part {
  old: string | undefined;
  now: string | undefined;
  kind: PatchFile['kind'];
  lines: string[];
}

function diffFiles(lines: readonly string[], language: string): readonly PatchFile[] {
  const parts: Part[] = [{ old: undefined, now: undefined, kind: 'change', lines: [] }];
  const part = (): Part => parts.at(-1) ?? { old: undefined, now: undefined, kind: 'change', lines: [] };
  for (let at = 0; at < lines.length; at += 1) {
    const [line, next, third] = [lines[at] ?? '', lines[at + 1] ?? '', lines[at + 2] ?? ''];
    const git = /^diff --git "?(?:a\/)?(.+?)"? "?(?:b\/)?(\S+?)"?$/.exec(line);
    const named = /^\*\*\* (Update|Add|Delete) File: (.+)$/.exec(line);
    const hasBegun = part().lines.some((each) => /^[+-]/.test(each));
    if (git) {
      parts.push({ old: git[1], now: git[2], kind: 'change', lines: [] });
    } else if (named) {
      const name = plainPath(named[2] ?? '');
      parts.push({ old: name, now: name, kind: named[1] === 'Add' ? 'add' : named[1] === 'Delete' ? 'delete' : 'change', lines: [] });
    } else if (isHeader(line, next) && (!hasBegun || third.startsWith('@@') || nameIn(next) !== undefined)) {
      if (hasBegun) {
        parts.push({ old: undefined, now: undefined, kind: 'change', lines: [] });
      }
      header(part(), line, next);
      at += 1;
    } else if (/^rename (?:from|to) |^\*\*\* Move to: /.test(line)) {
      part().kind = 'rename';
    } else if (line.startsWith('deleted file mode')) {
      part().kind = 'delete';
    } else if (line.startsWith('new file mode')) {
      part().kind = 'add';
    } else if (!/^(?:\*\*\* (?:Begin Patch|End Patch|End of File)|Index: |={20,}$|index [\da-f]+\.\.|similarity index|old mode|new mode)/.test(line)) {
      part().lines.push(line);
    }
  }
  return parts.flatMap(({ old, now, kind, lines: own }): readonly PatchFile[] => {
    const hunks = diffBlocks(own).flatMap((block) => hunksOf(block, language));
    const isEmpty = hunks.length === 0 && kind !== 'delete' && kind !== 'rename';
    return isEmpty ? [] : [{ form: 'diff', old, now, hunks, kind, isCut: false }];
  });
}

function header(part: Part, old: string, now: string): void {
  const [before, after] = [nameIn(old), nameIn(now)];
  const isNone = (line: string): boolean => /^(?:---|\+\+\+) \/dev\/null\b/.test(line);
  part.kind = isNone(old) ? 'add' : isNone(now) ? 'delete' : before !== undefined && after !== undefined && before !== after && part.kind === 'change' && !isCopy(before, after) ? 'rename' : part.kind;
  part.old = before ?? part.old ?? after;
  part.now = after ?? part.now ?? before;
}

/** `a.ts.orig` and the like are the same file. */
function isCopy(before: string, after: string): boolean {
  return /\.(?:orig|old|bak)$/.test(before) || before.endsWith(`/${after}`) || after.endsWith(`/${before}`);
}

function nameIn(line: string): string | undefined {
  const name = line.replace(/^(?:---|\+\+\+) /, '').replace(/\t.*$/, '').replace(/\s+\d{4}-\d\d-\d\d.*$/, '').trim().replaceAll(/^"|"$/g, '');
  const plain = plainPath(name.replace(/^[ab]\//, ''));
  return name === '/dev/null' || !looksLikePath(plain) ? undefined : plain;
}
