/** What an answer says of a block of code. */
export interface CodeInfo {
  /** As the answer wrote it, such as `python`; empty when it did not. */
  readonly language: string;
  /** The file that the code is of, as the answer names it; empty when it names none. */
  readonly file: string;
}

/** A path with an ending, or with a folder; it may have a line behind it. */
const pathLike = /^(?:[A-Za-z]:[\\/]|\.{0,2}\/)?(?:[\w@.()[\]+-]+[\\/])*[\w@.()[\]+-]*\.[A-Za-z]\w{0,9}$/;
const nameOnly = /^(?:[\w.-]+\/)*(?:Dockerfile|Makefile|Gemfile|Rakefile|CMakeLists\.txt|\.[a-z][\w.-]*)$/;

/** `title="src/a.ts"`, `file=src/a.ts` and the like. */
const named = /(?:^|[\s{,])(?:title|file|filename|filepath|path|name)\s*[=:]\s*(?:"([^"]+)"|'([^']+)'|([^\s"'},]+))/i;

/** A first line that is a comment and holds nothing but a path. */
const comment = /^\s*(?:\/\/|#|--|;|%|\/\*|<!--|"""|')[ \t!]*(?:(?:file|filename|path)\s*[:=]\s*)?`?([^\s`]+)`?[ \t]*(?:\*\/|-->|""")?[ \t]*(?:\n|$)/i;

export function looksLikePath(text: string): boolean {
  return text.length <= 300 && (pathLike.test(text) || nameOnly.test(text)) && !/^(?:v?\d+(?:\.\d+)+|\.+)$/.test(text);
}

/** The ending of a file's name, which names a language as well as any. */
const endingOf = (file: string): string => /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? '';

function fromInfo(info: string): CodeInfo {
  const words = info.trim().split(/\s+/);
  const [first = '', ...rest] = words;
  const given = named.exec(info);
  const file = given?.[1] ?? given?.[2] ?? given?.[3];
  if (file !== undefined && looksLikePath(file)) {
    return { language: given?.index === 0 ? endingOf(file) : first.replace(/[{,].*$/, ''), file };
  }
  const bare = first.replace(/^(?:\d+:)+/, '');
  if (bare.includes('/') || bare !== first ? looksLikePath(bare) : looksLikePath(first) && first.lastIndexOf('.') > 0) {
    return { language: endingOf(bare), file: bare };
  }
  const [language = '', ...path] = first.split(':');
  const after = path.length > 0 ? path.join(':') : (rest.find(looksLikePath) ?? '');
  return looksLikePath(after) ? { language, file: after } : { language: first, file: '' };
}

/** What a fence's info string says of its code, and, where that names no file, what a comment in the first line does. */
export function codeInfo(info: string, code: string): CodeInfo {
  const said = fromInfo(info);
  const commented = said.file === '' ? (comment.exec(code.slice(0, 400))?.[1] ?? '') : '';
  return looksLikePath(commented) && commented.includes('.') && !/^\w+\.\w+\(/.test(commented) ? { ...said, file: commented } : said;
}
