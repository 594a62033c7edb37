import { tells } from './lineText.ts';

/** Share of the words of two lines that both have, from which on one has become the other. */
const enough = 0.6;

/** Whether a line looks like what another has become: it gives a value to the same thing, or has most of its words. */
export function isSimilar(a: string, b: string): boolean {
  if (!tells(a) || !tells(b)) {
    return false;
  }
  const [left, right] = [target(a), target(b)];
  if (left !== undefined && left === right) {
    return true;
  }
  const [words, others] = [wordsOf(a), wordsOf(b)];
  const left2 = [...others];
  const both = words.filter((word) => {
    const at = left2.indexOf(word);
    return at >= 0 && left2.splice(at, 1).length > 0;
  }).length;
  return (2 * both) / (words.length + others.length) >= enough;
}

/** What a line gives a value to. */
function target(line: string): string | undefined {
  return /^\s*(?:(?:export|const|let|var|val|public|private|static|final|readonly|self\.|this\.)\s*)*([\w$.[\]'"-]+)\s*(?::[^=]*)?(?:=(?!=)|:(?=\s))/.exec(line)?.[1];
}

function wordsOf(line: string): readonly string[] {
  return line.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}
