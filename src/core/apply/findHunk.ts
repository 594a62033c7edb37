import { isBlank } from './lineText.ts';
import type { PatchLine } from './patchLine.ts';

/** Where the old lines of a hunk stand: for each, the line of the file, counted from 0. */
export interface HunkPlace {
  readonly lines: readonly PatchLine[];
  readonly at: readonly number[];
}

/** From the strictest: each looks past one thing more that models get wrong. */
const views: readonly ((line: string) => string)[] = [
  (line) => line.trimEnd(),
  (line) => line.trim(),
  (line) => line.replaceAll(/\s+/g, ' ').trim(),
];

/**
 * All places of the old lines of a hunk, as exactly as they are found at all. Blank lines at its ends, and in the end all blank
 * lines, need not be there.
 */
export function placesOf(lines: readonly PatchLine[], file: readonly string[]): readonly HunkPlace[] {
  const bare = withoutBlankEnds(lines);
  for (const wanted of bare.length < lines.length ? [lines, bare] : [lines]) {
    for (const view of views) {
      const found = search(wanted, file.map(view), view);
      if (found.length > 0) {
        return found;
      }
    }
  }
  const filled = file.flatMap((line, index) => (isBlank(line) ? [] : [index]));
  const dense = lines.filter(({ sign, text }) => sign === '+' || !isBlank(text));
  return search(dense, filled.map((index) => (file[index] ?? '').trim()), (line) => line.trim()).map(({ at }) => ({ lines: dense, at: at.map((index) => filled[index] ?? 0) }));
}

/** Lines that are not new. */
export function oldOf(lines: readonly PatchLine[]): readonly PatchLine[] {
  return lines.filter(({ sign }) => sign !== '+');
}

function search(lines: readonly PatchLine[], file: readonly string[], view: (line: string) => string): readonly HunkPlace[] {
  const wanted = oldOf(lines).map(({ text, raw }) => [view(text), raw === undefined ? undefined : view(raw)] as const);
  const found: HunkPlace[] = [];
  if (wanted.every(([text]) => text === '')) {
    return found;
  }
  for (let index = 0; index + wanted.length <= file.length; index += 1) {
    if (wanted.every(([text, raw], offset) => file[index + offset] === text || file[index + offset] === raw)) {
      found.push({ lines, at: wanted.map((_, offset) => index + offset) });
    }
  }
  return found;
}

function withoutBlankEnds(lines: readonly PatchLine[]): readonly PatchLine[] {
  const isFiller = ({ sign, text }: PatchLine): boolean => sign === ' ' && isBlank(text);
  const first = lines.findIndex((line) => !isFiller(line));
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => !isFiller(line)) + 1);
}
