/** How the lines of a block were given their place. Names are those of declarations, headings or keys, as the file has them. */
export type Match =
  | { readonly type: 'new-file' }
  /** `removes`: what the file has and the block has not. */
  | { readonly type: 'whole-file'; readonly removes: readonly string[] }
  | { readonly type: 'search'; readonly blocks: number; readonly already: number }
  | { readonly type: 'diff'; readonly hunks: number; readonly already: number }
  /** Marks of left-out lines, each of which stands for lines that stay. */
  | { readonly type: 'elided'; readonly marks: number }
  | { readonly type: 'parts'; readonly replaces: readonly string[]; readonly adds: readonly string[]; readonly imports: number; readonly removes: readonly string[] }
  /** Its first and its last line stand in the file: counted from 1, both included. */
  | { readonly type: 'excerpt'; readonly first: number; readonly last: number };

/** Why code cannot be placed. `text`: a line that it is about; `lines`: where, counted from 1. */
export type Fault =
  /** Nothing says which file it is for. */
  | { readonly type: 'no-file' }
  /** The file that is named is not there, and the block is no whole file. */
  | { readonly type: 'missing'; readonly path: string }
  /** It is known which file it is for, and not where in it. */
  | { readonly type: 'no-place' }
  | { readonly type: 'not-found'; readonly text: string }
  | { readonly type: 'twice'; readonly text: string; readonly lines: readonly number[] }
  /** Lines were left out, and what comes behind them stands nowhere. */
  | { readonly type: 'no-anchor'; readonly text: string }
  /** Its result would not close what it opens, or would be no JSON any more. */
  | { readonly type: 'broken' }
  /** The indentation does not tell how deep a line is to stand. */
  | { readonly type: 'indentation'; readonly text: string }
  | { readonly type: 'deletes'; readonly path: string }
  | { readonly type: 'renames'; readonly path: string }
  | { readonly type: 'cut' }
  | { readonly type: 'empty' };

export interface Placed {
  readonly type: 'placed';
  /** The lines of the file as they are to be. */
  readonly lines: readonly string[];
  readonly match: Match;
}

/** Code in one file: placed, in one of several ways between which the person chooses, or not at all. */
export type Placement = Placed | { readonly type: 'choice'; readonly options: readonly Placed[] } | { readonly type: 'fault'; readonly fault: Fault };

/** What is to become of one file. */
export interface FilePlan {
  /** Relative, with `/`, as the workspace knows it. */
  readonly path: string;
  readonly isNew: boolean;
  /** The lines of the file that the plan was made of; they have to be the same still. */
  readonly old: readonly string[];
  readonly lines: readonly string[];
  readonly match: Match;
}

export interface FileFault {
  /** Empty where no file is known. */
  readonly path: string;
  readonly fault: Fault;
}

/** What to do with a block of code. Nothing in it is a guess: what is not certain is asked for, or refused. */
export type Outcome =
  /** `faults`: of other files of the same block. */
  | { readonly type: 'plan'; readonly files: readonly FilePlan[]; readonly faults: readonly FileFault[] }
  /** The files have it as it is. */
  | { readonly type: 'already'; readonly paths: readonly string[] }
  | { readonly type: 'choose'; readonly options: readonly FilePlan[] }
  | { readonly type: 'refused'; readonly faults: readonly FileFault[] };

export function fault(value: Fault): Placement {
  return { type: 'fault', fault: value };
}
