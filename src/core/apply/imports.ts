import { beginsFile, statementAt } from '../edit/wholeFile.ts';
import type { LineEdit } from './lineEdits.ts';
import { isBlank, isComment } from './lineText.ts';

/** A statement that says what a file uses from elsewhere. */
export interface ImportStatement {
  readonly first: number;
  /** Excluded. */
  readonly end: number;
  readonly lines: readonly string[];
}

/** The import statements at the top of a text, and those that follow them; comments, directives and blank lines may stand between. */
export function importsAt(lines: readonly string[]): readonly ImportStatement[] {
  const found: ImportStatement[] = [];
  let quote = '';
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const mark = /^(?:"""|''')/.exec(line.trim())?.[0] ?? '';
    if (quote !== '' || (mark !== '' && found.length === 0)) {
      quote = quote === '' ? (line.trim().slice(3).includes(mark) ? '' : mark) : line.includes(quote) ? '' : quote;
      at += 1;
      continue;
    }
    const statement = beginsFile(line) && !isBlank(line) ? statementAt(lines, at) : undefined;
    if (statement) {
      found.push({ first: at, end: at + statement.length, lines: statement });
      at += statement.length;
    } else if (isBlank(line) || isComment(line) || /^(?:['"]use \w+['"];?|#!|package\b|<\?php|declare\()/.test(line)) {
      at += 1;
    } else {
      break;
    }
  }
  return found;
}

/** What is to be done so that a file has these imports too; those that it has stay as they are. */
export function importEdits(wanted: readonly ImportStatement[], file: readonly string[]): readonly LineEdit[] {
  const there = importsAt(file);
  const known = new Set(there.map(({ lines }) => bare(lines)));
  const edits: LineEdit[] = [];
  const added: string[] = [];
  for (const statement of wanted.filter(({ lines }) => !known.has(bare(lines)))) {
    const same = there.filter((each) => sourceOf(each.lines) === sourceOf(statement.lines) && sourceOf(statement.lines) !== undefined);
    const missing = namesOf(statement.lines).filter((name) => !same.some(({ lines }) => namesOf(lines).includes(name)));
    const [only] = same;
    if (same.length > 0 && missing.length === 0) {
      continue;
    }
    if (only && same.length === 1 && namesOf(only.lines).every((name) => namesOf(statement.lines).includes(name))) {
      edits.push({ first: only.first, end: only.end, lines: statement.lines });
    } else {
      added.push(...statement.lines);
    }
  }
  if (added.length > 0) {
    edits.push(insertion(added, there, file));
  }
  return edits;
}

function insertion(added: readonly string[], there: readonly ImportStatement[], file: readonly string[]): LineEdit {
  const last = there.at(-1);
  if (last) {
    return { first: last.end, end: last.end, lines: added };
  }
  const first = file.findIndex((line) => !isBlank(line) && !/^(?:#!|['"]use \w+['"]|<\?php|package\b|\/\/ @ts-|# -\*-)/.test(line));
  const at = Math.max(0, first);
  return { first: at, end: at, lines: [...added, ...(isBlank(file[at]) ? [] : [''])] };
}

function bare(lines: readonly string[]): string {
  return lines.join(' ').replaceAll(/[\s;]+/g, ' ').replaceAll(/,? \}/g, ' }').replaceAll('"', "'").trim();
}

/** The module that a statement names, where it may name several things of it. */
function sourceOf(lines: readonly string[]): string | undefined {
  const text = bare(lines);
  const kind = /^import type\b/.test(text) ? 'type ' : '';
  const source = /\bfrom '([^']+)'$/.exec(text)?.[1] ?? /^from (\S+) import\b/.exec(text)?.[1];
  return source === undefined || /^import (?:type )?\*/.test(text) ? undefined : kind + source;
}

/** What a statement takes from there. */
function namesOf(lines: readonly string[]): readonly string[] {
  const text = bare(lines).replace(/^import (?:type )?/, '').replace(/ ?from '[^']+'$/, '').replace(/^from \S+ import/, '');
  return text.split(/[{},()]/).map((name) => name.trim()).filter((name) => name !== '');
}
