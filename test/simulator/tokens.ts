/** Pieces of 1 to 6 characters that break before a word where they can; the same seed cuts the same text the same way. */
export function tokenSplitter(seed: number): (text: string) => readonly string[] {
  return (text) => {
    const random = randomNumbers(seed);
    const pieces: string[] = [];
    let piece: string[] = [];
    let size = 3 + Math.floor(random() * 4);
    // By code point, so that a piece is always valid text by itself, as JSON needs.
    for (const character of text) {
      const startsWord = character === ' ' && piece.length > 0 && piece.at(-1) !== ' ';
      if (startsWord || piece.length >= size) {
        pieces.push(piece.join(''));
        piece = [];
        size = 3 + Math.floor(random() * 4);
      }
      piece.push(character);
    }
    if (piece.length > 0) {
      pieces.push(piece.join(''));
    }
    return pieces;
  };
}

/** About how many tokens a text is; four characters each is the usual rule of thumb for English. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

/** Numbers in [0, 1) from a linear congruential generator; good enough for varied piece lengths. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
