import type { Token, Tokens } from 'marked';
import { answerTokens, plainTag } from '../../protocol/markdown/dialect.ts';

/** Entities that answers hold; others stay as they are written. */
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
    return code === undefined ? (entities[name ?? ''] ?? whole) : code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/**
 * The words of an answer as the page shows them: no signs of Markdown, no addresses behind links; formulas are their TeX, as it is
 * when the page looks for words in them. Between blocks is a line end, so that nothing is found across.
 */
export function shownText(markdown: string): string {
  const source = markdown.replace(/\r\n?/g, '\n');
  try {
    return words(answerTokens(source));
  } catch {
    return source;
  }
}

function words(tokens: readonly Token[]): string {
  return tokens.map(wordsOf).join('');
}

function wordsOf(token: Token): string {
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'br':
    case 'def':
    case 'checkbox':
      return '';
    case 'code':
      return `${(token as Tokens.Code).text}\n`;
    case 'codespan':
    case 'escape':
      return (token as Tokens.Codespan).text;
    case 'math':
      return String((token)['tex']);
    case 'footnoteReference':
      return String((token)['label']);
    case 'footnote':
      return `${String((token)['label'])}${wordsWithin(token)}\n`;
    case 'image': {
      const { text, href } = token as Tokens.Image;
      return decoded(text || href);
    }
    case 'html':
      return plainTag.test(token.raw.trim()) ? '' : token.raw;
    case 'list':
      return (token as Tokens.List).items.map((item) => `${words(item.tokens)}\n`).join('');
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [header, ...rows].flatMap((cells) => cells.map((cell) => `${words(cell.tokens)}\n`)).join('');
    }
    case 'paragraph':
    case 'mathLines':
    case 'heading':
    case 'blockquote':
      return `${wordsWithin(token)}\n`;
    default:
      return wordsWithin(token);
  }
}

function wordsWithin(token: Tokens.Generic): string {
  return token.tokens && token.tokens.length > 0 ? words(token.tokens) : decoded(typeof token['text'] === 'string' ? token['text'] : token.raw);
}
