import type { Family } from './family.ts';
import { fitted } from './fitIndent.ts';
import { hasInnerGap, isGap, segmentsOf, type Segment } from './elidedSegments.ts';
import { importEdits, importsAt } from './imports.ts';
import { edited, type LineEdit } from './lineEdits.ts';
import { depthOf, isBlank, isComment, leadOf, tells, trimmed } from './lineText.ts';
import { everyDeclaration, outline, outlineWithin, type Declaration } from './outline.ts';
import { fault, type Fault, type Placement } from './outcome.ts';
import { placeSegment, undeclared, type Scope } from './segmentPlace.ts';
import { becameOf } from './similar.ts';

/** Whether code leaves out lines, in whatever way. */
export function leavesOut(code: readonly string[], language: string): boolean {
  return code.some((line) => isGap(line, language) || hasInnerGap(line, language));
}

/** Places code in which marks such as `// ... existing code ...` stand for lines that stay. */
export function placeElided(old: readonly string[], code: readonly string[], family: Family, language: string): Placement {
  const inner = code.find((line) => hasInnerGap(line, language));
  if (inner !== undefined) {
    return fault({ type: 'no-anchor', text: inner.trim() });
  }
  const result = merged({ lines: old, family, kind: 'container', isBounded: false }, trimmed(code), outline(old, family), language);
  return 'type' in result ? { type: 'fault', fault: result } : { type: 'placed', lines: result, match: { type: 'elided', marks: code.filter((line) => isGap(line, language)).length } };
}

function merged(scope: Scope, code: readonly string[], own: readonly Declaration[], language: string): readonly string[] | Fault {
  const block = expanded(scope, code, own, language);
  if ('type' in block) {
    return block;
  }
  const edits: LineEdit[] = [];
  let start = 0;
  const segments = segmentsOf(block, language);
  for (const [index, segment] of segments.entries()) {
    const edit = placeSegment(segment, scope, start);
    const placed = edit === 'none' ? unanchored(segment, scope, start, index === 0, index === segments.length - 1) : edit && [edit];
    if (!placed) {
      return noAnchor(segment.lines);
    }
    edits.push(...placed);
    start = Math.max(start, ...placed.map(({ end }) => end));
  }
  return edited(scope.lines, edits) ?? noAnchor(block);
}

/** The block with the insides of its declarations as they are to be, so that no mark is left in them. */
function expanded(scope: Scope, block: readonly string[], own: readonly Declaration[], language: string): readonly string[] | Fault {
  const { lines, family, kind, isBounded } = scope;
  const edits: LineEdit[] = [];
  for (const each of isBounded ? outlineWithin(block, family, kind) : outline(block, family)) {
    const body = block.slice(each.first, each.last + 1);
    if (!body.some((line) => isGap(line, language))) {
      continue;
    }
    const named = (isBounded ? own : everyDeclaration(own)).filter(({ name }) => name === each.name);
    const [target] = named;
    if (!target) {
      return noAnchor(body);
    }
    if (named.length > 1) {
      return { type: 'twice', text: each.name, lines: named.map(({ first }) => first + 1) };
    }
    const result = insideMerged(lines.slice(target.first, target.last + 1), body, each, family, language);
    if ('type' in result) {
      return result;
    }
    edits.push({ first: each.first, end: each.last + 1, lines: result });
  }
  return edited(block, edits) ?? block;
}

/** One declaration: its first line as the block has it, its inside put together, and its last line. */
function insideMerged(old: readonly string[], block: readonly string[], { kind }: Declaration, family: Family, language: string): readonly string[] | Fault {
  const body = fittedFrame(block, old);
  const isClosed = (lines: readonly string[]): boolean => lines.length > 1 && /^\s*(?:[)\]}]|end\b|<\/)/.test(lines.at(-1) ?? '') && depthOf(lines.at(-1) ?? '') === depthOf(lines[0] ?? '');
  const hasEnd = isClosed(body);
  if (hasEnd !== isClosed(old)) {
    return noAnchor(body);
  }
  const end = hasEnd ? -1 : undefined;
  const scope: Scope = { lines: old.slice(1, end), family, kind, isBounded: true };
  const inside = merged(scope, trimmed(body.slice(1, end)), outlineWithin(scope.lines, family, kind), language);
  return 'type' in inside ? inside : [body[0] ?? '', ...inside, ...(hasEnd ? [body.at(-1) ?? ''] : [])];
}

function fittedFrame(block: readonly string[], old: readonly string[]): readonly string[] {
  return fitted(block, leadOf(old[0] ?? ''), old);
}

/** Lines that have nothing in common with the file can be placed at its ends alone, or where imports are. */
function unanchored(segment: Segment, { lines, family, kind, isBounded }: Scope, start: number, isFirst: boolean, isLast: boolean): readonly LineEdit[] | undefined {
  const code = segment.lines;
  if (code.every((line) => !tells(line) || isComment(line))) {
    // Brackets and remarks: they stand there, or say nothing.
    return isLast || isFirst || code.every((line) => !tells(line)) ? [] : undefined;
  }
  if (!isBounded && (family === 'code' || family === 'python') && importsAt(code).reduce((sum, each) => sum + each.lines.length, 0) === code.filter((line) => !isBlank(line) && !isComment(line)).length) {
    return importEdits(importsAt(code), lines);
  }
  if (isFirst && !segment.hasGapBefore && isBounded) {
    const near = undeclared(lines, { family, kind }).slice(0, code.length + 2);
    const end = Math.max(-1, ...becameOf(undeclared(code, { family, kind }), near).map(({ old }) => old)) + 1;
    return [{ first: 0, end, lines: inScope(code, lines) }];
  }
  if (isLast && !segment.hasGapAfter) {
    const end = lines.findLastIndex((line) => !isBlank(line)) + 1;
    const from = Math.max(start, end - code.length - 1);
    const changed = Math.min(end, ...becameOf(undeclared(code, { family, kind }), undeclared(lines, { family, kind }).slice(from, end)).map(({ old }) => from + old));
    if (isBounded) {
      const gap = changed === end && outlineWithin(code, family, kind).some(({ kind }) => kind !== 'leaf') && end > 0 ? [''] : [];
      return [{ first: changed, end, lines: [...gap, ...inScope(code, lines)] }];
    }
    return depthOf(code.find((line) => !isBlank(line)) ?? '') === 0 ? [{ first: changed, end, lines: [...(changed === end ? [''] : []), ...code] }] : undefined;
  }
  return isBounded ? changedOnly(code, undeclared(lines, { family, kind }), start) : undefined;
}

/** Lines of a known function each of which is like one line there and no other, one behind the other. */
function changedOnly(code: readonly string[], lines: readonly string[], start: number): readonly LineEdit[] | undefined {
  const filled = code.filter(tells);
  const rest = lines.slice(start);
  const alone = filled.flatMap((line) => {
    const like = rest.flatMap((each, index) => (becameOf([line], [each]).length > 0 ? [index] : []));
    return like.length === 1 ? like : [];
  });
  const [first] = alone;
  const isRow = first !== undefined && alone.length === filled.length && alone.every((at, index) => at === first + index);
  return isRow && filled.length === code.length ? [{ first: start + first, end: start + first + alone.length, lines: inScope(code, lines) }] : undefined;
}

function inScope(code: readonly string[], lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => !isBlank(line));
  const lead = filled.length === 0 ? undefined : leadOf(filled.reduce((least, line) => (depthOf(line) < depthOf(least) ? line : least)));
  return lead === undefined ? code : fitted(code, lead, lines);
}

function noAnchor(lines: readonly string[]): Fault {
  return { type: 'no-anchor', text: lines.find(tells)?.trim() ?? '' };
}
