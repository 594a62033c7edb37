import type { RendererThis, TokenizerAndRendererExtension, TokenizerThis, Tokens } from 'marked';
import { escapeHtml } from './escapeHtml.ts';

/** Formulas within a line: `$$x$$` and `\[x\]` stand on their own, `$x$` and `\(x\)` among the words. */
const display = /^(?:\$\$((?:\\[^]|[^\\$]|\$(?!\$))+)\$\$|\\\[((?:\\(?!\])[^]|[^\\])+)\\\])/;
// A dollar is a sum of money more often than not: it holds tight to its formula, and no letter or digit follows.
const inline = /^(?:\$(?![\s$])((?:\\[^]|[^\\$])+?)(?<!\s)\$(?![\w$])|\\\(((?:\\(?!\))[^]|[^\\])+)\\\))/;

/** A line that begins a formula and does not end it: no closing sign in it. */
const opening = /^ {0,3}(?:\$\$(?!.*\$\$)|\\\[(?!.*\\\])).*(?:\n|$)/;
/** What may not be in a formula that goes over lines. */
const boundary = /^[ \t]*(?:\n|$)|^ {0,3}(?:`{3,}|~{3,})/;

/**
 * The lines from an opening `$$` or `\[` to the closing one, so that a minus or plus at the beginning of a line among them
 * makes no list. The opening line alone when a blank line or a code fence comes first; all there is while the end is
 * not known yet.
 */
export function mathLines(source: string): string | undefined {
  const first = opening.exec(source)?.[0];
  if (first === undefined) {
    return undefined;
  }
  const closing = first.trimStart().startsWith('$$') ? '$$' : '\\]';
  for (let at = first.length; at < source.length;) {
    const rest = source.slice(at);
    if (boundary.test(rest)) {
      return first;
    }
    const lineEnd = source.indexOf('\n', at);
    const next = lineEnd === -1 ? source.length : lineEnd + 1;
    if (source.slice(at, next).includes(closing)) {
      return source.slice(0, next);
    }
    at = next;
  }
  return source;
}

/** Where, in a paragraph, a line begins a formula that goes over lines; -1 for nowhere. */
export function mathLineStart(source: string): number {
  const blank = source.search(/\n[ \t]*\n/);
  const paragraph = blank === -1 ? source : source.slice(0, blank + 1);
  for (let at = paragraph.indexOf('\n'); at !== -1; at = paragraph.indexOf('\n', at + 1)) {
    if (opening.test(paragraph.slice(at + 1))) {
      return at;
    }
  }
  return -1;
}

interface MathToken extends Tokens.Generic {
  readonly tex: string;
  readonly display: boolean;
}

/** Formulas in TeX, as models write them. They become `.math` elements that hold the TeX, to be drawn later. */
export const mathSyntax: readonly TokenizerAndRendererExtension[] = [
  {
    name: 'mathLines',
    level: 'block',
    childTokens: ['tokens'],
    start: mathLineStart,
    tokenizer(this: TokenizerThis, source: string): Tokens.Generic | undefined {
      const raw = mathLines(source);
      if (raw === undefined) {
        return undefined;
      }
      const text = raw.trim();
      return { type: 'mathLines', raw, tokens: this.lexer.inline(text) };
    },
    renderer(this: RendererThis, { tokens }: Tokens.Generic): string {
      return `<p>${this.parser.parseInline(tokens ?? [])}</p>\n`;
    },
  },
  {
    name: 'math',
    level: 'inline',
    start: (source) => source.search(/\$|\\[([]/),
    tokenizer(this: TokenizerThis, source: string): Tokens.Generic | undefined {
      const found = display.exec(source) ?? inline.exec(source);
      const tex = (found?.[1] ?? found?.[2] ?? '').trim();
      if (!found || tex === '') {
        return undefined;
      }
      return { type: 'math', raw: found[0], tex, display: /^(?:\$\$|\\\[)/.test(found[0]) } satisfies MathToken;
    },
    renderer(this: RendererThis, token: Tokens.Generic): string {
      const { tex, display: apart } = token as MathToken;
      return `<span class="${apart ? 'math display' : 'math'}">${escapeHtml(tex)}</span>`;
    },
  },
];
