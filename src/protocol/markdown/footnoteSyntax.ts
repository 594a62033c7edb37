import type { RendererThis, TokenizerAndRendererExtension, TokenizerThis, Tokens } from 'marked';
import { escapeHtml } from './escapeHtml.ts';

const opening = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*/;
/** A line that goes on with the paragraph of a note though it is not indented: one that begins nothing else. */
const lazyLine = /^ {0,3}(?![#>|`~*+-]|\d+[.)]|\[\^)\S/;
const indentedLine = /^(?: {4}| {0,3}\t)/;

/** Where, in a paragraph, a line begins a note; -1 for nowhere. */
export function noteStart(source: string): number {
  const blank = source.search(/\n[ \t]*\n/);
  return (blank === -1 ? source : source.slice(0, blank)).search(/\n {0,3}\[\^[^\]\s]+\]:/);
}

/** The lines of the note that `source` begins with: its paragraph, and what is indented below it. */
export function noteLines(source: string): string | undefined {
  if (!opening.test(source)) {
    return undefined;
  }
  const lines = source.split(/(?<=\n)/);
  let taken = 1;
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      continue;
    }
    const afterBlank = taken < at;
    if (!indentedLine.test(line) && (afterBlank || !lazyLine.test(line))) {
      break;
    }
    taken = at + 1;
  }
  return lines.slice(0, taken).join('');
}

/** Labels are told apart as those of links are: by their words, whatever the case. */
export function footnoteKey(label: string): string {
  return `^${label}`.toLowerCase().toUpperCase().toLowerCase();
}

interface Footnote extends Tokens.Generic {
  readonly label: string;
}

/**
 * Footnotes: `[^label]` where a `[^label]: text` defines it. A note stays where it was written and bears its own label, so
 * that nothing above it has to be numbered anew while an answer streams.
 */
export const footnoteSyntax: readonly TokenizerAndRendererExtension[] = [
  {
    name: 'footnote',
    level: 'block',
    start: noteStart,
    childTokens: ['tokens'],
    tokenizer(this: TokenizerThis, source: string): Tokens.Generic | undefined {
      const raw = noteLines(source);
      const found = opening.exec(source);
      if (raw === undefined || !found) {
        return undefined;
      }
      const label = found[1] ?? '';
      this.lexer.tokens.links[footnoteKey(label)] ??= { href: '', title: '' };
      const text = raw.slice(found[0].length).replace(/\n(?: {4}| {0,3}\t)/g, '\n');
      return { type: 'footnote', raw, label, tokens: this.lexer.blockTokens(text, []) } satisfies Footnote;
    },
    renderer(this: RendererThis, token: Tokens.Generic): string {
      const { label, tokens } = token as Footnote;
      return `<div class="footnote"><span class="footnote-label">${escapeHtml(label)}</span>${this.parser.parse(tokens ?? [])}</div>\n`;
    },
  },
  {
    name: 'footnoteReference',
    level: 'inline',
    start: (source) => source.indexOf('[^'),
    tokenizer(this: TokenizerThis, source: string): Tokens.Generic | undefined {
      const found = /^\[\^([^\]\s]+)\](?!\()/.exec(source);
      const label = found?.[1] ?? '';
      if (!found || !(footnoteKey(label) in this.lexer.tokens.links)) {
        return undefined;
      }
      return { type: 'footnoteReference', raw: found[0], label } satisfies Footnote;
    },
    renderer: (token) => `<sup class="footnote-reference">${escapeHtml((token as Footnote).label)}</sup>`,
  },
];
