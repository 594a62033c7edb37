import { IndentFitter } from '../edit/indentFitter.ts';
import { depthOf, isBlank, leadOf } from './lineText.ts';

/** Code with the indentation of a place: as deep as `lead`, in the steps of the file. Depths within it stay what they are. */
export function fitted(code: readonly string[], lead: string, file: readonly string[]): readonly string[] {
  const first = code.find((line) => !isBlank(line)) ?? '';
  const isTabs = file.some((line) => /^\t+\S/.test(line));
  const isMixed = code.some((line) => leadOf(line).includes('\t')) !== isTabs && code.some((line) => /^\s+\S/.test(line)) && file.some((line) => /^\s+\S/.test(line));
  const [step, own] = [stepOf(code), stepOf(file)];
  if (isMixed || (step !== undefined && own !== undefined && step !== own && !isTabs)) {
    const unit = isTabs ? '\t' : ' '.repeat(own ?? 2);
    return new IndentFitter({ base: lead, opening: lead, unit, tabSize: isTabs ? 4 : unit.length }).push(code.join('\n')).split('\n');
  }
  const [from, to] = [leadOf(first), lead];
  return from === to ? code : code.map((line) => (isBlank(line) ? '' : line.startsWith(from) ? to + line.slice(from.length) : shifted(line, depthOf(to) - depthOf(from))));
}

function shifted(line: string, by: number): string {
  return ' '.repeat(Math.max(0, depthOf(line) + by)) + line.trimStart();
}

/** Columns of one step: how much deeper the line is behind one that opens a block, at the least. */
function stepOf(lines: readonly string[]): number | undefined {
  const filled = lines.filter((line) => !isBlank(line));
  const steps = filled.flatMap((line, index) => {
    const by = depthOf(filled[index + 1] ?? '') - depthOf(line);
    return /[{([:]\s*$/.test(line) && by > 1 ? [by] : [];
  });
  return steps.length === 0 ? undefined : Math.min(...steps);
}
