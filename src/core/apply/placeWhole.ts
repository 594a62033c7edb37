import type { Family } from './family.ts';
import { importsAt } from './imports.ts';
import { isBlank, isComment, tells, trimmed } from './lineText.ts';
import { everyDeclaration, linesOf, outline } from './outline.ts';
import type { Placed } from './outcome.ts';

/** How sure it is that a block is the whole of a file. */
export type Wholeness = 'whole' | 'part' | 'unsure';

/** Share of the lines outside of declarations that a whole file has kept. */
const mostKept = 0.5;

/** Whether a block is the whole of a file, or a part of it. `isSaid`: the answer calls it the whole file. */
export function wholeness(old: readonly string[], code: readonly string[], family: Family, isSaid: boolean): Wholeness {
  if (old.every(isBlank)) {
    return 'whole';
  }
  const gone = removedBy(old, code, family);
  const begins = firstOf(old) === firstOf(code);
  const [own, said] = [outline(old, family), outline(code, family)];
  const isFramed = begins && own.at(-1)?.name === said.at(-1)?.name;
  const ownImports = importsAt(old);
  const hasHead = ownImports.length === 0 || importsAt(code).some(({ lines }) => ownImports.some((each) => each.lines.join('') === lines.join('')));
  const loose = looseOf(old, family);
  const known = new Set(code.map((line) => line.trim()));
  const kept = loose.filter((line) => known.has(line.trim())).length;
  const isLooseKept = loose.length === 0 || kept / loose.length >= mostKept;
  if (isSaid) {
    return begins || gone.length === 0 ? 'whole' : 'unsure';
  }
  if (own.length > 0) {
    return gone.length === 0 && hasHead && isLooseKept ? 'whole' : isFramed && hasHead ? 'unsure' : 'part';
  }
  if (begins && isLooseKept && code.length * 2 >= old.length) {
    return 'whole';
  }
  return begins || kept * 4 > loose.length || (family === 'text' && (kept > 0 || code.length * 2 >= old.length)) ? 'unsure' : 'part';
}

/** Names that a file declares and a block does not. */
export function removedBy(old: readonly string[], code: readonly string[], family: Family): readonly string[] {
  const named = new Set(everyDeclaration(outline(code, family)).map(({ name }) => name));
  const isShown = ({ kind }: { readonly kind: string }): boolean => kind !== 'leaf' || family === 'json' || family === 'yaml';
  const own = outline(old, family);
  const counted = [...own, ...everyDeclaration(own.flatMap(({ members, kind }) => (kind === 'container' ? members : []))).filter(isShown)];
  return [...new Set(counted.map(({ name }) => name))].filter((name) => !named.has(name));
}

export function placeWhole(old: readonly string[], code: readonly string[], family: Family): Placed {
  const block = trimmed(code);
  // As the file ends: with a line end, or without.
  const lines = old.every(isBlank) || isBlank(old.at(-1)) ? [...block, ''] : block;
  return { type: 'placed', lines, match: { type: 'whole-file', removes: old.every(isBlank) ? [] : removedBy(old, code, family) } };
}

/** What stands outside of imports and declarations, and says something. */
function looseOf(lines: readonly string[], family: Family): readonly string[] {
  const taken = linesOf(outline(lines, family), lines.length);
  const imports = importsAt(lines);
  return lines.filter((line, at) => taken[at] !== true && tells(line) && !isComment(line) && !imports.some(({ first, end }) => at >= first && at < end));
}

function firstOf(lines: readonly string[]): string | undefined {
  return lines.find((line) => tells(line) && !isComment(line))?.trim();
}
