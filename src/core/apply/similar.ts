import { tells } from './lineText.ts';

/** Share of the words of two lines that both have, from which on one has become the other. */
const enough = 0.6;

/** A line and what it was, by their indexes. */
export interface Became {
  readonly now: number;
  readonly old: number;
}

/**
 * The lines that others have become: for each of `now`, the one of `old` that is most like it. A line is like another that gives a
 * value to the same thing, or has most of its words.
 */
export function becameOf(now: readonly string[], old: readonly string[]): readonly Became[] {
  return now.flatMap((line, index): readonly Became[] => {
    const likeness = old.map((each) => likenessOf(line, each));
    const most = Math.max(0, ...likeness);
    return most >= enough ? [{ now: index, old: likeness.indexOf(most) }] : [];
  });
}

/** 0 to 1. */
function likenessOf(a: string, b: string): number {
  if (!tells(a) || !tells(b)) {
    return 0;
  }
  const [left, right] = [target(a), target(b)];
  if (left !== undefined && left === right) {
    return 1;
  }
  const [words, others] = [wordsOf(a), wordsOf(b)];
  const unused = [...others];
  const both = words.filter((word) => {
    const at = unused.indexOf(word);
    return at >= 0 && unused.splice(at, 1).length > 0;
  }).length;
  return (2 * both) / (words.length + others.length);
}

/** What a line gives a value to. */
function target(line: string): string | undefined {
  return /^\s*(?:(?:export|const|let|var|val|public|private|static|final|readonly|self\.|this\.)\s*)*([\w$.[\]'"-]+)\s*(?::[^=]*)?(?:=(?!=)|:(?=\s))/.exec(line)?.[1];
}

function wordsOf(line: string): readonly string[] {
  return line.match(/[\p{L}\p{N}_$]+/gu) ?? [];
}
