/** A piece of code that is sent along with a request for an edit, to be read only. */
export interface Piece {
  /** Such as `Definition of Line`. */
  readonly title: string;
  /** Path as the model is told it, with lines where it is a part: `src/cart.ts:1-6`. */
  readonly place: string;
  /** VS Code language id. */
  readonly language: string;
  readonly text: string;
}

/** A fault that VS Code shows in the region, as its language features tell it. */
export interface Problem {
  /** Counted from 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** Such as `ts(2339)`; empty when there is none. */
  readonly code: string;
  /** Such as `cart.ts:4: 'name' is declared here.` */
  readonly related: readonly string[];
}
