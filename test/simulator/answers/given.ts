/** A piece of code that a question came with. */
export interface GivenCode {
  readonly code: string;
  /** The fence's language; empty when it has none. */
  readonly language: string;
}

/** The fenced blocks of a message, in order. A block that is not closed runs to the end, as in Markdown. */
export function codeIn(message: string): readonly GivenCode[] {
  const blocks: GivenCode[] = [];
  let open: { readonly fence: string; readonly language: string; readonly lines: string[] } | undefined;
  const close = () => {
    if (open) {
      blocks.push({ code: open.lines.join('\n'), language: open.language });
      open = undefined;
    }
  };
  for (const line of message.split(/\r?\n/)) {
    if (open === undefined) {
      const [, fence, info] = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)/.exec(line) ?? [];
      if (fence !== undefined) {
        open = { fence, language: info ?? '', lines: [] };
      }
    } else if (new RegExp(`^ {0,3}${open.fence.charAt(0)}{${open.fence.length},}\\s*$`).test(line)) {
      close();
    } else {
      open.lines.push(line);
    }
  }
  close();
  return blocks;
}

/** The message without its fenced blocks. */
export function proseIn(message: string): string {
  return message.replaceAll(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[^\n]*$|(?![\s\S]))/gm, '').trim();
}

const definitions = [
  /\b(?:def|func|fn|fun|sub|proc)\s+(?:\([^)]*\)\s*)?([A-Za-z_]\w*)/g,
  /\bfunction\s*\*?\s*([A-Za-z_$][\w$]*)/g,
  /\b(?:class|interface|struct|enum|trait|type|record|module|namespace)\s+([A-Za-z_]\w*)/g,
  /\b(?:const|let|var|val|static)\s+(?:mut\s+)?([A-Za-z_$][\w$]*)/g,
  /\b(?:public|private|protected|static|final|async|override)\s+(?:[\w<>[\],.? ]+\s+)?([A-Za-z_]\w*)\s*\(/g,
  /^[ \t]*([A-Za-z_]\w*)\s*=[^=]/gm,
];

const words = new Set(
  'if else for while return import from and or not in is new await async yield const let var function class def self this true false null none undefined the'.split(' '),
);

/** Names that the code defines, in order of appearance; names that it uses when it defines none. At most 8. */
export function namesIn(code: string): readonly string[] {
  const found = definitions
    .flatMap((pattern) => [...code.matchAll(pattern)].map((match) => ({ at: match.index, name: match[1] ?? '' })))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
  const used = found.length > 0 ? found : (code.match(/[A-Za-z_]\w{2,}/g) ?? []);
  return [...new Set(used.filter((name) => name !== '' && !words.has(name.toLowerCase())))].slice(0, 8);
}

/** Up to three lines worth quoting: those that define something, else the first that are not blank. */
export function linesToQuote(code: string): string {
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  const defining = lines.filter((line) => definitions.some((pattern) => line.search(pattern) >= 0));
  return (defining.length > 0 ? defining : lines).slice(0, 3).join('\n');
}
