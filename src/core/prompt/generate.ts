/**
 * Where in a region new code goes: `empty`, there is nothing in it yet; `instead`, what is in it makes way; or right behind
 * `before` and in front of `after`, which are its one line.
 */
export type WritePlace = 'empty' | 'instead' | { readonly before: string; readonly after: string };

/** The task of Generate: what the person asked, in their words. */
export function generateTask(place: WritePlace, instruction: string): string {
  if (place === 'empty') {
    return `write the code of the region, which is empty as yet: ${instruction}`;
  }
  return place === 'instead'
    ? `write new code in the place of the region's: ${instruction}`
    : `write in the region, ${spot(place)}: ${instruction}. Keep what stands in its line.`;
}

/** The task of Complete from Here: no instruction of the person's. */
export function completeTask(place: WritePlace): string {
  const where = typeof place === 'object' ? `in the region, ${spot(place)},` : 'in the region, which is empty as yet,';
  return `go on ${where} as the author of the file would: complete the statement, function or file, no further than its natural end.`;
}

function spot({ before, after }: Exclude<WritePlace, string>): string {
  return `right behind "${before.trim()}"${after.trim() === '' ? '' : ` and in front of "${after.trim()}"`}`;
}
