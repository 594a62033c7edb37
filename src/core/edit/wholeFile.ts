import type { Surroundings } from './surroundingLines.ts';

/** So many telling lines in a row that stand outside the region are no chance. */
const telltale = 3;
/** Lines that a statement at the top of a file may have at the most. */
const longestStatement = 100;

/** Lines that stand at the top of a file. */
export function beginsFile(line: string): boolean {
  return /^(?:import|from|package|using|#include|use|require|const \S+ = require)\b/.test(line);
}

/** Whether a line says enough to be known again: a bracket does not. */
export function tells(line: string): boolean {
  return /\w.*\w.*\w/.test(line);
}

/** An answer without those statements at its top, such as imports, that stand above the region as they are. */
export function withoutKnownImports(answer: readonly string[], above: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let at = 0;
  while (at < answer.length) {
    const statement = statementAt(answer, at);
    if (!statement) {
      break;
    }
    if (!(kept.length === 0 && isBlank(statement)) && !(tells(statement.join(' ')) && holds(above, statement))) {
      kept.push(...statement);
    }
    at += statement.length;
  }
  return [...kept, ...answer.slice(at)];
}

/**
 * Whether an answer has lines from outside the region: several in a row, or the very one next to it or at the end of the file,
 * which stands at the margin, as that of a whole declaration. A single other line may be anywhere.
 */
export function reachesOut(answer: readonly string[], region: readonly string[], { above, below }: Surroundings): boolean {
  const said = answer.filter(tells).map((line) => line.trimEnd());
  const own = new Set(runsOf(region.filter(tells).map((line) => line.trimEnd())));
  const outside = new Set([above, below].flatMap((lines) => runsOf(lines.filter(tells).map((line) => line.trimEnd()))));
  const borders = [above.findLast(tells), below.find(tells), below.findLast(tells)].filter((line) => line !== undefined && /^\S/.test(line) && !beginsFile(line));
  const known = new Set(region.map((line) => line.trimEnd()));
  return (
    runsOf(said).some((run) => outside.has(run) && !own.has(run)) ||
    borders.some((line) => line !== undefined && !known.has(line.trimEnd()) && said.includes(line.trimEnd()))
  );
}

function runsOf(lines: readonly string[]): readonly string[] {
  return lines.slice(telltale - 1).map((_, index) => lines.slice(index, index + telltale).join('\n'));
}

/** A blank line, or a whole statement that begins a file; undefined for anything else. */
export function statementAt(lines: readonly string[], at: number): readonly string[] | undefined {
  const first = lines[at] ?? '';
  if (first.trim() === '') {
    return [first];
  }
  for (let end = at + 1; beginsFile(first) && end <= Math.min(lines.length, at + longestStatement); end += 1) {
    const statement = lines.slice(at, end);
    if (isClosed(statement)) {
      return statement;
    }
  }
  return undefined;
}

function isClosed(statement: readonly string[]): boolean {
  const text = statement.join('\n');
  return (text.match(/[([{]/g) ?? []).length === (text.match(/[)\]}]/g) ?? []).length && !/[\\,]\s*$/.test(text);
}

function isBlank(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === '');
}

function holds(lines: readonly string[], part: readonly string[]): boolean {
  return lines.some((_, index) => part.every((line, offset) => line.trimEnd() === lines[index + offset]?.trimEnd()));
}
