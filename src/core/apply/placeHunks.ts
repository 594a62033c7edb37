import { placesOf, type HunkPlace } from './findHunk.ts';
import { indentBy, type SameLine } from './hunkIndent.ts';
import { edited, type LineEdit } from './lineEdits.ts';
import { depthOf, isBlank, tells } from './lineText.ts';
import { fault, type Fault, type Match, type Placement } from './outcome.ts';
import type { PatchHunk, PatchLine } from './patchLine.ts';

/** Most places between which a person is asked to choose. */
const mostChoices = 9;

/**
 * Places the hunks of a diff, all of them or none. What stands in several places is told apart by what a diff promises: its order,
 * the line that its header names, and its numbers where others of the same diff prove them right. Else the person chooses.
 */
export function placeDiff(hunks: readonly PatchHunk[], file: readonly string[]): Placement {
  const real = hunks.filter(({ lines }) => lines.some(({ sign }) => sign !== ' '));
  if (real.length === 0) {
    return fault({ type: 'empty' });
  }
  if (real.every(({ lines }) => lines.every(({ sign }) => sign === '+'))) {
    return file.join('\n') === '' && real.length === 1
      ? { type: 'placed', lines: [...(real[0]?.lines ?? []).map(({ text }) => text), ''], match: { type: 'diff', hunks: 1, already: 0 } }
      : fault({ type: 'no-place' });
  }
  const already = new Set<PatchHunk>();
  const candidates = new Map<PatchHunk, readonly HunkPlace[]>();
  for (const hunk of real) {
    const places = placesOf(hunk.lines, file);
    if (places.length > 0) {
      candidates.set(hunk, places);
    } else if (isThere(hunk.lines, file)) {
      already.add(hunk);
    } else {
      return fault(notFound(hunk.lines));
    }
  }
  const open = real.filter((hunk) => !already.has(hunk));
  const chosen = narrowed(open, candidates, file);
  const unclear = open.filter((hunk) => (chosen.get(hunk)?.length ?? 0) !== 1);
  const [first] = unclear;
  const match = { type: 'diff', hunks: open.length, already: already.size } as const;
  if (first === undefined) {
    return made(open.flatMap((hunk) => chosen.get(hunk) ?? []), file, match);
  }
  const places = chosen.get(first) ?? [];
  if (unclear.length > 1 || places.length === 0 || places.length > mostChoices) {
    return fault(twice(first.lines, candidates.get(first) ?? []));
  }
  const options = places.map((place) => made(open.map((hunk) => (hunk === first ? place : chosen.get(hunk)?.[0])).filter((each) => each !== undefined), file, match));
  const placed = options.filter((option) => option.type === 'placed');
  return placed.length > 1 ? { type: 'choice', options: placed } : fault(twice(first.lines, places));
}

/** Places blocks to search for, one after the other, each in what those before it have left. */
export function placeSearch(hunks: readonly PatchHunk[], file: readonly string[]): Placement {
  let lines = file;
  let already = 0;
  const rest = [...hunks];
  for (let hunk = rest.shift(); hunk; hunk = rest.shift()) {
    const places = placesOf(hunk.lines, lines);
    const same = rest.filter((each) => signOf(each) === signOf(hunk));
    if (places.length === 0) {
      if (!isThere(hunk.lines, lines)) {
        return fault(notFound(hunk.lines));
      }
      already += 1;
      continue;
    }
    if (places.length !== 1 + same.length) {
      return fault(twice(hunk.lines, places));
    }
    // The same block as often as its lines are there: each of them is meant.
    rest.splice(0, rest.length, ...rest.filter((each) => !same.includes(each)));
    const step = made(places, lines, { type: 'search', blocks: 1, already: 0 });
    if (step.type !== 'placed') {
      return step;
    }
    ({ lines } = step);
  }
  return { type: 'placed', lines, match: { type: 'search', blocks: hunks.length - already, already } };
}

function signOf({ lines }: PatchHunk): string {
  return lines.map(({ sign, text }) => sign + text).join('\n');
}

function narrowed(hunks: readonly PatchHunk[], candidates: ReadonlyMap<PatchHunk, readonly HunkPlace[]>, file: readonly string[]): ReadonlyMap<PatchHunk, readonly HunkPlace[]> {
  const chosen = new Map(candidates);
  const only = (hunk: PatchHunk | undefined): HunkPlace | undefined => {
    const places = hunk && chosen.get(hunk);
    return places?.length === 1 ? places[0] : undefined;
  };
  const keep = (hunk: PatchHunk, test: (place: HunkPlace) => boolean): void => {
    const kept = (chosen.get(hunk) ?? []).filter(test);
    if (kept.length === 1) {
      chosen.set(hunk, kept);
    }
  };
  for (const hunk of hunks) {
    const scope = scopeOf(hunk.section, file);
    if (scope) {
      keep(hunk, ({ at: [first = -1] }) => first > scope.first && first <= scope.last);
    }
  }
  const proven = hunks.filter((hunk) => hunk.from !== undefined && only(hunk));
  if (proven.length > 0 && proven.every((hunk) => startOf(hunk, only(hunk)) === hunk.from)) {
    for (const hunk of hunks) {
      keep(hunk, (place) => startOf(hunk, place) === hunk.from);
    }
  }
  const firsts = hunks.map((hunk) => only(hunk)?.at[0]).filter((first) => first !== undefined);
  if (firsts.every((first, index) => index === 0 || first >= (firsts[index - 1] ?? 0))) {
    for (const [index, hunk] of hunks.entries()) {
      const above = hunks.slice(0, index).findLast(only);
      const below = hunks.slice(index + 1).find(only);
      const [from, to] = [changedIn(only(above))?.last ?? -1, changedIn(only(below))?.first ?? Infinity];
      keep(hunk, (place) => (changedIn(place)?.first ?? 0) >= from && (changedIn(place)?.last ?? 0) <= to);
    }
  }
  return chosen;
}

/** The line, from 1, at which a hunk that stands there begins, blank lines at its start included. */
function startOf(hunk: PatchHunk, place: HunkPlace | undefined): number {
  const lead = hunk.lines.findIndex((line) => line === place?.lines[0]);
  return (place?.at[0] ?? -1) + 1 - Math.max(0, lead);
}

/** The lines of the file that a hunk changes there; where it only adds some, those next to them. */
function changedIn(place: HunkPlace | undefined): { readonly first: number; readonly last: number } | undefined {
  const edits = place ? plain(place) : [];
  const [first, last] = [edits[0], edits.at(-1)];
  return first && last && { first: first.first, last: last.end };
}

/** The lines of what begins with the line that a header names, if that stands once. */
function scopeOf(section: string, file: readonly string[]): { readonly first: number; readonly last: number } | undefined {
  const found = section === '' ? [] : file.flatMap((line, index) => (line.trim() === section ? [index] : []));
  const [first] = found;
  if (found.length !== 1 || first === undefined) {
    return undefined;
  }
  const depth = depthOf(file[first] ?? '');
  const end = file.findIndex((line, index) => index > first && !isBlank(line) && depthOf(line) <= depth && !/^\s*[)\]}]/.test(line));
  return { first, last: end < 0 ? file.length : end - 1 };
}

function made(places: readonly HunkPlace[], file: readonly string[], match: Match): Placement {
  const edits: LineEdit[] = [];
  for (const place of places) {
    const pairs = pairsOf(place, file);
    const fit = indentBy(pairs);
    for (const edit of plain(place)) {
      const lines: string[] = [];
      for (const [index, line] of edit.lines.entries()) {
        // A line for a line stands where that stood.
        const instead = edit.end - edit.first === edit.lines.length ? (file[edit.first + index] ?? '') : undefined;
        const fitted = fit(line) ?? (instead !== undefined && !isBlank(instead) ? instead.slice(0, instead.length - instead.trimStart().length) + line.trimStart() : undefined);
        if (fitted === undefined) {
          return fault({ type: 'indentation', text: line.trim() });
        }
        lines.push(fitted);
      }
      edits.push({ ...edit, lines });
    }
  }
  const lines = edited(file, edits);
  const [place] = places;
  return lines ? { type: 'placed', lines, match } : fault(twice(place?.lines ?? [], places));
}

/** Lines as the patch has them and as the file has them; without its sign a line may be meant as it was written. */
function pairsOf({ lines, at }: HunkPlace, file: readonly string[]): readonly SameLine[] {
  return lines
    .filter(({ sign }) => sign !== '+')
    .map(({ text, raw }, index): SameLine => {
      const ours = file[at[index] ?? -1] ?? '';
      return [raw?.trimEnd() === ours.trimEnd() ? raw : text, ours];
    });
}

/** The changes of a hunk at its place, with its lines as they were written. */
function plain({ lines, at }: HunkPlace): readonly LineEdit[] {
  const edits: { first: number; end: number; lines: string[] }[] = [];
  let index = 0;
  let run: { first: number; end: number; lines: string[] } | undefined;
  for (const { sign, text } of lines) {
    const line = at[index] ?? (at.at(-1) ?? -1) + 1;
    if (sign === ' ') {
      run = undefined;
    } else {
      if (!run) {
        const above = index === 0 ? line : (at[index - 1] ?? -1) + 1;
        run = { first: sign === '-' ? line : above, end: sign === '-' ? line : above, lines: [] };
        edits.push(run);
      }
      if (sign === '+') {
        run.lines.push(text);
      } else {
        run.end = line + 1;
      }
    }
    index += sign === '+' ? 0 : 1;
  }
  return edits;
}

/** Whether the file has already what a hunk makes of it. Where lines only go, those around them have to have met. */
function isThere(lines: readonly PatchLine[], file: readonly string[]): boolean {
  const [first, last] = [lines.findIndex(({ sign }) => sign === '-'), lines.findLastIndex(({ sign }) => sign === '-')];
  const comes = lines.some(({ sign, text }) => sign === '+' && /\w/.test(text));
  const hasMet = lines.slice(0, Math.max(0, first)).some(({ text }) => /\w/.test(text)) && lines.slice(last + 1).some(({ text }) => /\w/.test(text));
  const isTold = lines.some(({ sign, text }) => sign !== '+' && tells(text));
  return isTold && (comes || hasMet) && placesOf(lines.filter(({ sign }) => sign !== '-').map((line): PatchLine => ({ ...line, sign: ' ' })), file).length === 1;
}

function firstText(lines: readonly PatchLine[]): string {
  return lines.find(({ sign, text }) => sign !== '+' && !isBlank(text))?.text.trim() ?? '';
}

function notFound(lines: readonly PatchLine[]): Fault {
  const text = firstText(lines);
  return text === '' ? { type: 'no-place' } : { type: 'not-found', text };
}

function twice(lines: readonly PatchLine[], places: readonly HunkPlace[]): Fault {
  return { type: 'twice', text: firstText(lines), lines: places.map(({ at }) => (at[0] ?? 0) + 1) };
}
