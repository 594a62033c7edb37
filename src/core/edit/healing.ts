import { commonLines } from './commonLines.ts';
import { isOpen, type OwnedLine } from './ownedLine.ts';

/** The same text with as few changes as can be: a line that was taken out and written again nearby was kept. */
export function healed(lines: readonly OwnedLine[]): OwnedLine[] {
  const result: OwnedLine[] = [];
  let run: OwnedLine[] = [];
  const close = (): void => {
    for (const line of healedRun(run)) {
      result.push(line);
    }
    run = [];
  };
  for (const line of lines) {
    if (isOpen(line)) {
      run.push(line);
    } else {
      close();
      result.push(line);
    }
  }
  close();
  return result;
}

/** In lines. To compare more at once, in mid-stream, would keep the editor waiting. */
const mostAtOnce = 200;

/** Does so to the change that these lines end with, in place; one too long for that stays until the end. */
export function healLast(lines: OwnedLine[]): void {
  let start = lines.length;
  for (let line = lines[start - 1]; line && isOpen(line); line = lines[start - 1]) {
    start -= 1;
  }
  if (lines.length - start <= mostAtOnce) {
    lines.push(...healedRun(lines.splice(start)));
  }
}

/** What is common is kept; what is between is written, then taken out. */
function healedRun(run: readonly OwnedLine[]): readonly OwnedLine[] {
  const ours = run.filter(({ owner }) => owner === 'ours');
  const removed = run.filter(({ owner }) => owner === 'removed');
  if (ours.length === 0 || removed.length === 0) {
    return run;
  }
  const result: OwnedLine[] = [];
  let [oursAt, removedAt] = [0, 0];
  const texts = (lines: readonly OwnedLine[]): readonly string[] => lines.map(({ text }) => text);
  for (const [old, now] of [...commonLines(texts(removed), texts(ours)), [removed.length, ours.length] as const]) {
    result.push(...ours.slice(oursAt, now), ...removed.slice(removedAt, old));
    const same = ours[now];
    if (same) {
      result.push({ ...same, owner: 'kept' });
    }
    [oursAt, removedAt] = [now + 1, old + 1];
  }
  return result;
}
