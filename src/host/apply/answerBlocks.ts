import { Lexer, type Token, type Tokens } from 'marked';
import type { CodeBlock } from '../../core/apply/codeBlock.ts';
import { safeTokens } from '../../protocol/markdown/nesting.ts';

/** The fenced blocks of an answer, in the order in which the page shows them, with what is said above each. */
export function blocksOf(answer: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const source = answer.replace(/\r\n?/g, '\n');
  collect(safeTokens(source, (text) => new Lexer({ gfm: true }).lex(text)), { heading: '', said: '' }, blocks);
  return blocks;
}

interface Above {
  /** The nearest heading, and the paragraph right above; empty for none. */
  readonly heading: string;
  readonly said: string;
}

function collect(tokens: readonly Token[], above: Above, blocks: CodeBlock[]): void {
  let { heading, said } = above;
  for (const token of tokens) {
    switch (token.type) {
      case 'space':
        break;
      case 'heading':
        heading = token.raw.trim();
        said = '';
        break;
      case 'code': {
        const { lang = '', text, raw, codeBlockStyle } = token as Tokens.Code;
        if (codeBlockStyle !== 'indented') {
          const isClosed = /\n\s*(?:`{3,}|~{3,})\s*$/.test(raw);
          blocks.push({ info: lang, code: text, before: [heading, said].filter((each) => each !== ''), isCut: !isClosed });
        }
        said = '';
        break;
      }
      case 'list':
        for (const item of (token as Tokens.List).items) {
          collect(item.tokens, { heading, said: '' }, blocks);
        }
        // A list may tell of the block below it.
        said = token.raw.trim();
        break;
      case 'blockquote':
        collect((token as Tokens.Blockquote).tokens, { heading, said }, blocks);
        said = '';
        break;
      default:
        said = token.raw.trim();
    }
  }
}
