import type { Token, Tokens } from 'marked';
import { answerTokens } from '../../protocol/markdown/dialect.ts';

/** The words of a run of tokens within a line. */
function inline(tokens: readonly Token[] | undefined): string {
  return (tokens ?? []).map(inlineToken).join('');
}

function inlineToken(token: Token): string {
  switch (token.type) {
    case 'br':
      return '\n';
    case 'link': {
      const { href, text, tokens } = token as Tokens.Link;
      const words = inline(tokens) || text;
      return href === words || href === `mailto:${words}` || !/^[a-z]+:/i.test(href) ? words : `${words} (${href})`;
    }
    case 'image':
      return (token as Tokens.Image).text || (token as Tokens.Image).href;
    case 'math':
      return String((token)['tex']);
    case 'footnoteReference':
      return `[${String((token)['label'])}]`;
    case 'html':
      return /^<br\b/i.test(token.raw) ? '\n' : /^<\/?[a-z]+\s*\/?>$/i.test(token.raw) ? '' : token.raw;
    default:
      return textOf(token);
  }
}

function textOf(token: Tokens.Generic): string {
  return token.tokens ? inline(token.tokens) : typeof token['text'] === 'string' ? token['text'] : token.raw;
}

const indented = (text: string, first: string): string => first + text.replace(/\n(?=.)/g, `\n${' '.repeat(first.length)}`);

function list({ items, ordered, start, loose }: Tokens.List): string {
  const begin = Number(start) || 1;
  return items
    .map((item, index) => {
      const box = item.task ? (item.checked ? '[x] ' : '[ ] ') : '';
      const content = blocks(item.tokens.filter(({ type }) => type !== 'checkbox'), '\n');
      return indented(box + content, ordered ? `${begin + index}. ` : '- ');
    })
    .join(loose ? '\n\n' : '\n');
}

function block(token: Token): string {
  switch (token.type) {
    case 'space':
    case 'def':
      return '';
    case 'code':
      return (token as Tokens.Code).text;
    case 'list':
      return list(token as Tokens.List);
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [header, ...rows].map((row) => row.map(({ tokens }) => inline(tokens)).join('\t')).join('\n');
    }
    case 'blockquote':
      return blocks((token as Tokens.Blockquote).tokens, '\n\n');
    case 'footnote':
      return `[${String((token)['label'])}] ${blocks(token.tokens ?? [], '\n')}`;
    case 'hr':
      return '---';
    case 'html':
      return token.raw.trimEnd();
    default:
      return inlineToken(token);
  }
}

function blocks(tokens: readonly Token[], between: string): string {
  return tokens.map(block).filter((text) => text !== '').join(between);
}

/** An answer as plain text: what one reads, without the signs of Markdown. */
export function plainText(markdown: string): string {
  return blocks(answerTokens(markdown), '\n\n');
}
