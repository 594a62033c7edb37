import type { CodeBlock } from './codeBlock.ts';
import { fits, looksLikePath, plainPath } from './paths.ts';

/** Which file a block says it is for. */
export interface Naming {
  readonly language: string;
  readonly paths: readonly string[];
  /** The names stand there to say so; else they are only spoken of near by. */
  readonly isSure: boolean;
  /** A file is to be made. */
  readonly isNew: boolean;
  /** The answer calls the block the whole of a file. */
  readonly isWhole: boolean;
  readonly lines: readonly string[];
  /** The first line of the block, where that is a comment with the name. */
  readonly nameLine?: string;
}

const given = /(?:^|[\s{,])(?:title|file|filename|filepath|path|name|src)\s*[=:]\s*(?:"([^"]+)"|'([^']+)'|([^\s"'},]+))/i;
const commented = /^\s*(?:\/\/|#|--|;|%|\/\*+|<!--|\{\/\*)[ \t!]*(?:(?:file|filename|path|in)(?:\s*[:=]\s*|\s+))?[`"']?([^\s`"']+)[`"']?\s*(?:\((?:new|updated?|modified|excerpt|partial|full|complete)[^)]*\))?\s*(?:\*\/\}?|-->)?\s*$/i;
const saysWhole = /\b(?:full|complete|entire|whole)\b[^.\n]{0,40}\b(?:file|contents?|script|module|component|stylesheet|document)\b|\breplace (?:the )?(?:(?:whole|entire|full) )?(?:contents? of|file)\b/i;
const saysNew = /\b(?:creat\w+|new file|add (?:a|the|this)? ?(?:new )?file|save (?:it|this|the \w+)? ?(?:as|to|in))\b/i;
const lead = /^(?:[#>\s\d.)*_-]|\b(?:and|then|now|next|first|finally|new|updated?|updating|create|creating|modify|modified|edit|editing|changed?|changes|in|file|filename|path|add|to|the|for|here(?:'s|’s| is)?|is|full|complete|entire|whole|contents?|of|version|replace|with|save|as|inside|open)\b[:\s]*)*$/i;

/** Reads the info string, a first line that is a comment, and what stands right above the block. */
export function namingOf({ info, code, before }: CodeBlock): Naming {
  const lines = code.split('\n');
  const { language, path } = infoOf(info);
  const [first = ''] = lines;
  const comment = commented.exec(first)?.[1] ?? '';
  const nearest = before.at(-1) ?? '';
  const rest = { language, isWhole: saysWhole.test(nearest), isNew: saysNew.test(before.join('\n')) };
  const hasComment = looksLikePath(plainPath(comment)) && !/^\w+\.\w+\(/.test(comment);
  if (path !== '') {
    const own = hasComment && sameFile(plainPath(comment), path);
    return { ...rest, paths: [path], isSure: true, lines: own ? lines.slice(1) : lines, ...(own && { nameLine: first }) };
  }
  if (hasComment) {
    return { ...rest, paths: [plainPath(comment)], isSure: true, lines: lines.slice(1), nameLine: first };
  }
  for (const text of before.toReversed()) {
    const said = spoken(text);
    const paths = said.paths.filter((each) => fits(language, each));
    if (paths.length > 0) {
      return { ...rest, paths, isSure: said.isSure, lines };
    }
  }
  return { ...rest, paths: [], isSure: false, lines };
}

function sameFile(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

function infoOf(info: string): { readonly language: string; readonly path: string } {
  const named = given.exec(info);
  const said = plainPath(named?.[1] ?? named?.[2] ?? named?.[3] ?? '');
  const words = info.trim().split(/\s+/);
  const [first = ''] = words;
  const language = /^[\w#+.-]*/.exec(first)?.[0].toLowerCase() ?? '';
  // In quotes it may have spaces.
  if (looksLikePath(said.replaceAll(' ', '_'))) {
    return { language: named?.index === 0 ? '' : language, path: said };
  }
  // `12:20:src/a.ts`, as some tools cite lines; `ts:src/a.ts`.
  const bare = plainPath(first.replace(/^(?:\d+:)+/, ''));
  if (looksLikePath(bare) && (bare.includes('.') || bare !== first)) {
    return { language: '', path: bare };
  }
  const after = plainPath(/^[\w#+-]+:(.+)$/.exec(first)?.[1] ?? '');
  const path = looksLikePath(after) ? after : (words.slice(1).map((word) => plainPath(word.replaceAll(/^[({"'`]+|[)}"'`,:]+$/g, ''))).find(looksLikePath) ?? '');
  return { language: looksLikePath(after) ? (first.split(':')[0]?.toLowerCase() ?? '') : language, path };
}

/** The files that a paragraph or heading speaks of, the last line before all others. */
function spoken(text: string): { readonly paths: readonly string[]; readonly isSure: boolean } {
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  for (const part of [line, text]) {
    const found = [...part.matchAll(/`([^`\n]+)`|\*\*([^*\n]+)\*\*|"([^"\n]+)"|([^\s`*"]+)/g)].flatMap((match) => {
      const marked = match[1] ?? match[2] ?? match[3];
      const word = plainPath((marked ?? match[4] ?? '').replaceAll(/^[("'[<]+|[)"'\]>:,;!?]+$|\.$/g, ''));
      // A bare word has to be more like a path: sentences end in words with a dot, too.
      return looksLikePath(word) && (marked !== undefined || word.includes('/') || isAlone(part, match[4] ?? '')) ? [{ word, at: match.index, end: match.index + match[0].length }] : [];
    });
    const paths = [...new Set(found.map(({ word }) => word))];
    const [first] = found;
    if (first && paths.length > 0) {
      return { paths, isSure: paths.length === 1 && lead.test(part.slice(0, first.at)) && /^[\s:*_)`.]*(?:\((?:new|updated?|modified)[^)]*\))?[\s:*_.]*$/i.test(part.slice(first.end)) };
    }
  }
  return { paths: [], isSure: false };
}

function isAlone(text: string, word: string): boolean {
  return /^[#*_\s:>-]*$/.test(text.replace(word, ''));
}
