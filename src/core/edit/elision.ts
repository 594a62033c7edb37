/**
 * Whether a line of an answer stands for lines that are to stay as they are, such as `// ... existing code ...`: a comment
 * of dots, or of dots and what is left out.
 */
export function isElision(line: string): boolean {
  const comment = /^\s*(?:\/\/+|#+|--|;+|%+|\/\*+|<!--|\{\/\*|"""|''')\s*(.*?)\s*(?:\*\/\}?|-->|"""|''')?$/.exec(line)?.[1];
  if (comment === undefined) {
    return false;
  }
  const words = comment.replaceAll(/\.{3,}|…/g, ' ').replaceAll(/[()[\]]/g, ' ').trim();
  const hasDots = words !== comment.trim();
  return (hasDots && (words === '' || named.test(words))) || whole.test(words);
}

/** What is said beside dots. */
const named =
  /^(?:(?:the|all|your|of|my)\s+)*(?:existing|rest|remaining|unchanged|same|other|previous|original|remainder|omitted|keep (?:the )?(?:rest|existing|other|same|as)|code (?:continues|here|omitted|unchanged|as before)|snip|no changes?)\b/i;

/** What is said without dots, and is no remark about code. */
const whole = /^(?:(?:the )?(?:rest|remainder) of (?:the |your )?(?:code|file|function|class|method|implementation)|(?:existing|other|remaining) code)(?: (?:here|unchanged|remains (?:the same|unchanged)|stays (?:the same|unchanged)|is unchanged|as before|goes here))?\.?$/i;
