import { depthOf, isBlank, leadOf } from './lineText.ts';

/** A line as the patch has it, and as it stands in the file. */
export type SameLine = readonly [theirs: string, ours: string];

/**
 * Gives a new line the indentation of the file, by lines of the patch that stand there: undefined when they do not tell how deep.
 */
export function indentBy(pairs: readonly SameLine[]): (line: string) => string | undefined {
  const filled = pairs.filter(([theirs]) => !isBlank(theirs));
  if (filled.every(([theirs, ours]) => leadOf(theirs) === leadOf(ours))) {
    return (line) => line;
  }
  const known = new Map<string, string>();
  const twice = new Set<string>();
  for (const [theirs, ours] of filled) {
    const [lead, own] = [leadOf(theirs), leadOf(ours)];
    if (known.has(lead) && known.get(lead) !== own) {
      twice.add(lead);
    }
    known.set(lead, own);
  }
  const shifts = new Set(filled.map(([theirs, ours]) => depthOf(ours) - depthOf(theirs)));
  const scales = new Set(filled.filter(([theirs]) => depthOf(theirs) > 0).map(([theirs, ours]) => depthOf(ours) / depthOf(theirs)));
  const isFlat = filled.some(([theirs, ours]) => depthOf(theirs) === 0 && depthOf(ours) > 0);
  const isTabs = filled.some(([, ours]) => ours.startsWith('\t'));
  return (line) => {
    if (isBlank(line)) {
      return '';
    }
    const lead = leadOf(line);
    const own = twice.has(lead) ? undefined : known.get(lead);
    if (own !== undefined) {
      return own + line.slice(lead.length);
    }
    const [shift] = shifts;
    const [scale] = scales;
    const depth = shifts.size === 1 && shift !== undefined ? depthOf(line) + shift : scales.size === 1 && scale !== undefined && !isFlat && twice.size === 0 ? depthOf(line) * scale : -1;
    return depth < 0 || !Number.isInteger(depth) ? undefined : (isTabs ? '\t'.repeat(Math.floor(depth / 4)) + ' '.repeat(depth % 4) : ' '.repeat(depth)) + line.slice(lead.length);
  };
}
