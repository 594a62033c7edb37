/** Lines from `first` to `end`, which is excluded, become others. */
export interface LineEdit {
  readonly first: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** The lines with all edits made; undefined when two of them are about the same lines. Edits at one place come in their order. */
export function edited(lines: readonly string[], edits: readonly LineEdit[]): readonly string[] | undefined {
  const result: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.first - b.first || a.end - b.end)) {
    if (edit.first < at) {
      return undefined;
    }
    for (const line of [...lines.slice(at, edit.first), ...edit.lines]) {
      result.push(line);
    }
    at = edit.end;
  }
  return [...result, ...lines.slice(at)];
}

/** The least run of lines in which two texts differ, never empty on the old side where that has a line; undefined when they are the same. */
export function changedRun(old: readonly string[], now: readonly string[]): { readonly first: number; readonly old: readonly string[]; readonly now: readonly string[] } | undefined {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) {
    start += 1;
  }
  if (start === old.length && start === now.length) {
    return undefined;
  }
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) {
    end += 1;
  }
  // What is only inserted takes the line above it along, so that its place is a line and no gap.
  start -= start > 0 && start === old.length - end ? 1 : 0;
  return { first: start, old: old.slice(start, old.length - end), now: now.slice(start, now.length - end) };
}
