import type { Family } from './family.ts';
import { fitted } from './fitIndent.ts';
import { importEdits, importsAt } from './imports.ts';
import { edited, type LineEdit } from './lineEdits.ts';
import { depthOf, isBlank, isComment, leadOf, tells, trimmed } from './lineText.ts';
import { everyDeclaration, outline, type Declaration } from './outline.ts';
import type { Fault, Placed, Placement } from './outcome.ts';

interface Side {
  readonly lines: readonly string[];
  readonly family: Family;
}

/** What has been found out while parts are given their places. */
interface Work {
  readonly edits: LineEdit[];
  readonly replaces: string[];
  readonly adds: string[];
  readonly removes: string[];
  /** Containers whose members are not all in the block: with `isWhole` they are replaced as they are. */
  readonly isWhole: boolean;
  isDivided: boolean;
}

/**
 * Places code that is a part of a file: each declaration in place of the one with its name, new ones beside those that the block
 * has beside them, imports among the imports. Undefined where the block is nothing of the kind.
 * @param canAppend whether what is all new may go to the end of the file: only where it is certain which file is meant
 */
export function placeParts(old: Side, code: readonly string[], canAppend: boolean): Placement | undefined {
  const block = trimmed(code);
  const declarations = outline(block, old.family);
  const imports = old.family === 'code' || old.family === 'python' ? importsAt(block) : [];
  if (declarations.length + imports.length === 0) {
    return undefined;
  }
  const wholes = [false, true].map((isWhole): Placed | { readonly type: 'fault'; readonly fault: Fault } | undefined => {
    const work: Work = { edits: [], replaces: [], adds: [], removes: [], isWhole, isDivided: false };
    const problem = placeAll(old, { lines: block, family: old.family }, declarations, imports, canAppend, work);
    if (problem) {
      return { type: 'fault', fault: problem };
    }
    if (isWhole && !work.isDivided) {
      return undefined;
    }
    const before = importEdits(imports, old.lines);
    const lines = edited(old.lines, [...before, ...work.edits]);
    const { replaces, adds, removes } = work;
    return lines ? { type: 'placed', lines, match: { type: 'parts', replaces, adds, imports: before.length, removes } } : { type: 'fault', fault: { type: 'no-place' } };
  });
  const options = wholes.filter((each) => each?.type === 'placed');
  const [only] = options;
  return options.length > 1 ? { type: 'choice', options } : (only?.match.type === 'parts' && only.match.removes.length > 0 ? { type: 'choice', options } : (only ?? wholes[0]));
}

function placeAll(old: Side, block: Side, declarations: readonly Declaration[], imports: ReturnType<typeof importsAt>, canAppend: boolean, work: Work): Fault | undefined {
  const own = outline(old.lines, old.family);
  const isLoose = (at: number): boolean => !declarations.some(({ start, last }) => at >= start && at <= last) && !imports.some(({ first, end }) => at >= first && at < end);
  const loose = block.lines.filter((line, at) => isLoose(at) && !isBlank(line) && !isComment(line));
  if (loose.some((line) => !stands(line, old.lines) && !(block.family === 'json' && /^[{}]$/.test(line.trim())))) {
    return { type: 'no-place' };
  }
  const problem = placeSiblings(old, block, declarations, own, undefined, work);
  if (problem || work.replaces.length > 0 || work.adds.length === 0 || canAppend) {
    return problem;
  }
  return { type: 'no-place' };
}

function stands(line: string, lines: readonly string[]): boolean {
  return lines.some((each) => each.trim() === line.trim());
}

/** `container`: what they stand in; undefined at the top of the block, which may be a part from deeper in the file. */
function placeSiblings(old: Side, block: Side, wanted: readonly Declaration[], own: readonly Declaration[], container: Declaration | undefined, work: Work): Fault | undefined {
  const targets = new Map<Declaration, Declaration>();
  for (const each of wanted) {
    const found = targetOf(each, own, container !== undefined, { old, block });
    if (found && 'type' in found) {
      return found;
    }
    if (found) {
      targets.set(each, found);
    }
  }
  const taken = new Set(targets.values());
  if (taken.size < targets.size) {
    return { type: 'no-place' };
  }
  for (const [each, target] of targets) {
    const problem = replace(old, block, each, target, work);
    if (problem) {
      return problem;
    }
  }
  return add(old, block, wanted, targets, container, own, work);
}

function targetOf(each: Declaration, own: readonly Declaration[], isWithin: boolean, { old, block }: { readonly old: Side; readonly block: Side }): Declaration | Fault | undefined {
  const all = (isWithin ? own : everyDeclaration(own)).filter(({ name }) => name === each.name);
  const beside = own.filter(({ name, kind }) => name === each.name && (isWithin || (kind === 'method') === (each.kind === 'method')));
  const found = beside.length > 0 ? beside : each.kind === 'leaf' ? [] : all.filter(({ kind }) => kind === each.kind);
  const [only] = found;
  if (found.length <= 1) {
    // A function where the file has a method of that name is neither its change nor clearly something new.
    return only ?? (each.kind !== 'leaf' && all.some(({ kind }) => kind !== 'leaf') ? { type: 'no-place' } : undefined);
  }
  const headers = found.filter(({ first }) => old.lines[first]?.trim() === block.lines[each.first]?.trim());
  return headers.length === 1 ? headers[0] : { type: 'twice', text: each.name, lines: found.map(({ first }) => first + 1) };
}

function replace(old: Side, block: Side, each: Declaration, target: Declaration, work: Work): Fault | undefined {
  const missing = each.kind === 'container' && target.kind === 'container' && each.members.length > 0 ? lost(target, each) : [];
  if (missing.length > 0) {
    work.isDivided = true;
    if (!work.isWhole) {
      const inside = block.lines.slice(each.first + 1, each.last).filter((_, index) => !each.members.some(({ start, last }) => index + each.first + 1 >= start && index + each.first + 1 <= last));
      if (inside.some((line) => tells(line) && !isComment(line) && !stands(line, old.lines.slice(target.first, target.last + 1)))) {
        return { type: 'no-place' };
      }
      return placeSiblings(old, block, each.members, target.members, target, work);
    }
    work.removes.push(...missing);
  }
  const lead = block.lines.slice(each.start, each.first);
  const ownLead = old.lines.slice(target.start, target.first);
  // What stands above it stays, unless the block says it anew: comments by comments, attributes by attributes.
  const isAttribute = (line: string): boolean => /^\s*[@#[]/.test(line) && !isComment(line);
  const kept = lead.length === 0 ? ownLead : ownLead.filter((line) => isAttribute(line) && !lead.some(isAttribute));
  const body = fitted([...lead, ...block.lines.slice(each.first, each.last + 1)], leadOf(old.lines[target.first] ?? ''), old.lines);
  const lines = [...body.slice(0, lead.length), ...kept, ...body.slice(lead.length)];
  work.edits.push({ first: target.start, end: target.last + 1, lines: withComma(lines, old, target) });
  work.replaces.push(target.name);
  return undefined;
}

/** Names of what would be gone. */
function lost(target: Declaration, each: Declaration): readonly string[] {
  return target.members.flatMap((member) => {
    const same = each.members.find(({ name }) => name === member.name);
    return same ? (same.members.length > 0 ? lost(member, same) : []) : [member.name];
  });
}

/** In JSON a comma stands behind what is followed by another. */
function withComma(lines: readonly string[], { lines: old, family }: Side, target: Declaration): readonly string[] {
  if (family !== 'json') {
    return lines;
  }
  const isFollowed = /,\s*$/.test(old[target.last] ?? '');
  const last = (lines.at(-1) ?? '').replace(/,\s*$/, '');
  return [...lines.slice(0, -1), isFollowed ? `${last},` : last];
}

function add(old: Side, block: Side, wanted: readonly Declaration[], targets: ReadonlyMap<Declaration, Declaration>, container: Declaration | undefined, own: readonly Declaration[], work: Work): Fault | undefined {
  for (const [index, each] of wanted.entries()) {
    if (targets.has(each)) {
      continue;
    }
    const above = wanted.slice(0, index).findLast((one) => targets.has(one));
    const below = wanted.slice(index + 1).find((one) => targets.has(one));
    const [before, after] = [above && targets.get(above), below && targets.get(below)];
    const beside = before ?? after ?? (container ? own.at(-1) : undefined);
    if (!beside && (container || each.kind === 'method' || (depthOf(block.lines[each.first] ?? '') > 0 && block.family !== 'json'))) {
      return { type: 'no-place' };
    }
    if (old.family === 'json') {
      const problem = addKey(old, block, each, beside ?? own.at(-1), work);
      if (problem) {
        return problem;
      }
      continue;
    }
    const code = fitted(block.lines.slice(each.start, each.last + 1), beside ? leadOf(old.lines[beside.first] ?? '') : '', old.lines);
    const isTight = each.kind === 'leaf' || old.family === 'yaml';
    // Python has two blank lines between what stands at the margin.
    const wide = old.family === 'python' && !container ? ['', ''] : [''];
    const gap = isTight && beside?.kind === each.kind ? [] : wide;
    if (beside && beside === after && !before) {
      work.edits.push({ first: beside.start, end: beside.start, lines: [...code, ...gap] });
    } else if (beside) {
      work.edits.push({ first: beside.last + 1, end: beside.last + 1, lines: [...gap, ...code] });
    } else {
      const at = endOf(old);
      const isApart = isBlank(old.lines[at - 1]) || at === 0;
      work.edits.push({ first: at, end: at, lines: [...(isApart ? [] : wide), ...code, ...(at < old.lines.length - 1 ? wide : [])] });
    }
    work.adds.push(each.name);
  }
  return undefined;
}

/** Behind the last key, which gets a comma for it. */
function addKey(old: Side, block: Side, each: Declaration, last: Declaration | undefined, work: Work): Fault | undefined {
  const line = last && old.lines[last.last];
  if (!last || line === undefined) {
    return { type: 'no-place' };
  }
  // What comes before it may be new itself.
  const index = work.edits.findIndex(({ first, end }) => first <= last.last && end > last.last);
  const { first, lines: above } = work.edits[index] ?? { first: last.last, lines: [line] };
  const code = fitted(block.lines.slice(each.start, each.last + 1), leadOf(old.lines[last.first] ?? ''), old.lines);
  const isFollowed = /,\s*$/.test(line);
  const end = (code.at(-1) ?? '').replace(/,\s*$/, '');
  const before = (above.at(-1) ?? '').replace(/,?\s*$/, ',');
  work.edits.splice(index < 0 ? work.edits.length : index, 1, { first, end: last.last + 1, lines: [...above.slice(0, -1), before, ...code.slice(0, -1), isFollowed ? `${end},` : end] });
  work.adds.push(each.name);
  return undefined;
}

/** Where what is new goes: behind the last line, but before what a script of Python does when it is run. */
function endOf({ lines, family }: Side): number {
  const guard = family === 'python' ? lines.findIndex((line) => /^if\s+__name__\s*==/.test(line)) : -1;
  return guard >= 0 ? guard : lines.findLastIndex((line) => !isBlank(line)) + 1;
}
