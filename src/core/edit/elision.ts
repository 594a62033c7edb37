/**
 * Whether a line of an answer stands for lines that are to stay as they are, such as `// ... existing code ...`: a comment
 * of dots, or of dots and what is left out.
 * @param language VS Code language id of the file: `#` begins a heading in Markdown
 */
export function isElision(line: string, language = ''): boolean {
  const [, sign = '', comment] = /^\s*(\/\/+|#+|--|;+|%+|\/\*+|<!--|\{\/\*|"""|''')\s*(.*?)\s*(?:\*\/\}?|-->|"""|''')?$/.exec(line) ?? [];
  if (comment === undefined || (language === 'markdown' && sign.startsWith('#'))) {
    return false;
  }
  const words = comment.replaceAll(/\.{3,}|…/g, ' ').replaceAll(/[()[\]]/g, ' ').trim();
  const isMarked = words !== comment.trim();
  const said = /^(?:\.{3}|…|[([])/.test(comment) ? named : remark;
  return (isMarked && (words === '' || said.test(words))) || whole.test(words);
}

const sorts =
  '(?:(?:the|all|your|of|my)\\s+)*(?:existing|rest|remaining|unchanged|same|other|previous|original|remainder|omitted|' +
  'keep (?:the )?(?:rest|existing|other|same|as)|code (?:continues|here|omitted|unchanged|as before)|snip|no changes?)';

/** What is said behind dots. */
const named = new RegExp(`^${sorts}\\b`, 'i');

/** Dots behind a remark may end any other too: it has to speak of nothing else. */
const parts =
  'the|your|my|this|of|and|or|in|for|as|is|are|it|was|before|above|below|here|goes|unchanged|remains?|stays?|same|untouched|omitted|brevity|' +
  'existing|other|rest|remaining|previous|original|code|logic|implementation|body|contents?|lines?|blocks?|parts?|sections?|file|' +
  'functions?|methods?|class(?:es)?|modules?|components?|members?|fields?|propert(?:y|ies)|props|variables?|constants?|types?|' +
  'imports?|exports?|routes?|handlers?|hooks?|tests?|cases?|items?|entries|elements?|rules?|styles?|columns?|rows?|keys?|values?|options?|settings?';
const remark = new RegExp(`^${sorts}(?:\\s+(?:${parts}))*[.:]?$`, 'i');

/** What is said without dots, and is no remark about code. */
const whole = /^(?:(?:the )?(?:rest|remainder) of (?:the |your )?(?:code|file|function|class|method|implementation)|(?:existing|other|remaining) code)(?: (?:here|unchanged|remains (?:the same|unchanged)|stays (?:the same|unchanged)|is unchanged|as before|goes here))?\.?$/i;
