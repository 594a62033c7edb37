/** Characters of a query. */
export const longestQuery = 1000;

/** The parts of a turn that are searched. */
export const foundParts = ['prompt', 'thought', 'text'] as const;
export type FoundPart = (typeof foundParts)[number];

/** How many matches a part of a turn has; those without any are left out. */
export interface FoundIn {
  readonly turnId: string;
  readonly part: FoundPart;
  readonly count: number;
}

/** Finds `query` as it is written; the same for the host, which counts, and for the page, which marks. */
export function matcher(query: string, matchCase: boolean): RegExp {
  return new RegExp(query.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`), matchCase ? 'g' : 'gi');
}

/** Where the match with this number, the first is 0, lies; undefined beyond the last. */
export function locate(found: readonly FoundIn[], index: number): { readonly at: FoundIn; readonly nth: number } | undefined {
  let left = index;
  for (const at of found) {
    if (left < at.count) {
      return { at, nth: left };
    }
    left -= at.count;
  }
  return undefined;
}
