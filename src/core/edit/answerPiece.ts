/** A part of a model's answer: a line, a place where it left out lines that are to stay, or lines and what they become. */
export type AnswerPiece =
  | { readonly type: 'line'; readonly text: string }
  | { readonly type: 'elision' }
  | { readonly type: 'block'; readonly old: readonly string[]; readonly now: readonly string[] };
