/** What would break a line, hide, or turn the reading order of what stands around it. */
const unruly = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/**
 * A name that somebody else chose, such as a file's, in one line and in the order of its letters: what is not to be seen is told by its
 * number, as `\u{202e}`, so that no name passes for another or for words of ours.
 */
export function plainName(name: string): string {
  return name.replace(unruly, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}
