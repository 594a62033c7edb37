import { longText } from '../../simulator/answers/lengthy.ts';

/** The last words of every answer here: once they show, all of it does. */
export const lastWords = 'thelastwords';

/** Markdown of every kind in exactly `count` pieces of 5 or 6 characters each, 107 KB for 20,000; the last is `lastWords`. */
export function tokens(count: number): readonly string[] {
  const text = longText(Math.ceil(count / 90));
  const pieces: string[] = [];
  for (let at = 0; pieces.length < count - 2; ) {
    const next = at + (pieces.length % 3 === 0 ? 6 : 5);
    pieces.push(text.slice(at, next));
    at = next;
  }
  if (pieces.at(-1)?.length !== 5 && pieces.at(-1)?.length !== 6) {
    throw new Error(`The text is too short for ${count} pieces`);
  }
  return [...pieces, '\n\n', lastWords];
}
