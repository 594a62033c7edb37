/** What identifies something that was found, for the person. */
interface Found {
  readonly name: string;
  readonly place: string;
}

/**
 * What was found before, and behind it what is new. VS Code tells which row of a list was chosen by its number, and the choice may be on
 * its way while more is found: a number must never come to mean another row.
 */
export function joinFound<T extends Found>(before: readonly T[], now: readonly T[]): readonly T[] {
  const known = new Set(before.map(keyOf));
  return [...before, ...now.filter((each) => !known.has(keyOf(each)))];
}

function keyOf({ name, place }: Found): string {
  return JSON.stringify([name, place]);
}
