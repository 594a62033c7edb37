import { Lexer, Marked, Tokenizer, type Token, type Tokens } from 'marked';
import { escapeHtml } from './escapeHtml.ts';
import { footnoteSyntax, noteStart } from './footnoteSyntax.ts';
import { mathLineStart, mathSyntax } from './mathSyntax.ts';
import { safeTokens } from './nesting.ts';

/** Inline tags that models use where Markdown has nothing; without attributes they can do no harm. */
export const plainTag = /^<\/?(?:br|kbd|sub|sup|mark|u|ins|del|s|b|i|em|strong|code)\s*\/?>$/i;

/** A line in a paragraph that begins a list, with a tab after its bullet. */
const tabbedItem = /\n {0,3}(?:[*+-]|1[.)])\t/;

/** What links and footnotes lead to, by label. */
export type Links = Lexer['tokens']['links'];

/** A path as it is, not as an address writes it. */
function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** As a class may hold it. Half of a pair of surrogates, which JSON can bring along, could not be encoded. */
const encoded = (text: string): string => escapeHtml(encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')));

/** GitHub's Markdown with formulas and footnotes. */
const marked = new Marked({
  gfm: true,
  extensions: [...mathSyntax, ...footnoteSyntax],
  renderer: {
    // Html in an answer is something to read, not a part of the page.
    html({ text, block }: Tokens.HTML | Tokens.Tag): string {
      if (plainTag.test(text.trim())) {
        return text;
      }
      return block ? `<p>${escapeHtml(text.trim())}</p>` : escapeHtml(text);
    },
    // No picture is loaded: fetching one would tell its server what was asked.
    image({ href, text }: Tokens.Image): string {
      return `<a href="${escapeHtml(href)}">${escapeHtml(text || href)}</a>`;
    },
    // What is no address may be a place in the workspace; the sanitizer lets no other through.
    link({ href, tokens }: Tokens.Link): string | false {
      return /^[a-z][a-z\d+.-]+:|^\/\/|^#|^mailto:/i.test(href)
        ? false
        : `<a class="path-${encoded(decoded(href))}">${this.parser.parseInline(tokens)}</a>`;
    },
    // The empty corner of a table heads nothing; announced as a heading it would only confuse.
    tablecell({ header, text }: Tokens.TableCell): string | false {
      return header && text.trim() === '' ? '<td></td>\n' : false;
    },
    checkbox({ checked }: Tokens.Checkbox): string {
      return `<span class="task">${checked ? '☑' : '☐'}</span> `;
    },
    code({ text, lang, escaped }: Tokens.Code): string {
      // All of the info string: a file's name often stands in it.
      const info = lang ? ` class="language-${encoded(lang)}"` : '';
      return `<pre><code${info}>${escaped ? text : escapeHtml(text)}\n</code></pre>\n`;
    },
  },
});

/**
 * marked ends a paragraph where a list begins, but not a setext heading when a tab follows the bullet: seen line by line that is a
 * list, and seen whole it was a heading. CommonMark makes it a list. The same with what our own syntax begins on a line.
 */
class BlockTokenizer extends Tokenizer {
  override lheading(source: string): Tokens.Heading | undefined {
    const heading = super.lheading(source);
    const begins = heading && (tabbedItem.test(heading.raw) || mathLineStart(heading.raw) !== -1 || noteStart(heading.raw) !== -1);
    return begins === true ? undefined : heading;
  }

  /** A tag is text here: what follows it is no more within a link or raw than before, least of all in the blocks that come after. */
  override tag(source: string): Tokens.Tag | undefined {
    const { inLink, inRawBlock } = this.lexer.state;
    const tag = super.tag(source);
    Object.assign(this.lexer.state, { inLink, inRawBlock });
    return tag && { ...tag, inLink, inRawBlock };
  }
}

function newLexer(links: Links = {}): Lexer {
  const lexer = new Lexer({ ...marked.defaults, tokenizer: new BlockTokenizer() });
  Object.assign(lexer.tokens.links, links);
  return lexer;
}

/** Top-level blocks of normalized Markdown; the words inside them are not parsed. */
export function blockTokens(source: string): readonly Token[] {
  return newLexer().blockTokens(source);
}

/** What the definitions in `source` lead to, those in quotes and lists among them. */
export function linksDefinedIn(source: string): Links {
  const lexer = newLexer();
  safeTokens(source, (text) => lexer.blockTokens(text));
  return lexer.tokens.links;
}

/** All tokens of a text, those within its blocks too. */
export function answerTokens(source: string): readonly Token[] {
  return safeTokens(source, (text) => newLexer().lex(text));
}

/** Html of one or more blocks, not yet sanitized. `links`: defined elsewhere in the same text. */
export function toHtml(source: string, links: Links): string {
  return marked.parser(newLexer(links).lex(source));
}

/** Depths of the headings in `source`, in order. */
export function headingDepths(source: string): readonly number[] {
  const depths: number[] = [];
  // Nothing is awaited: our visitor returns nothing.
  void marked.walkTokens([...safeTokens(source, blockTokens)], (token) => {
    if (token.type === 'heading') {
      depths.push((token as Tokens.Heading).depth);
    }
  });
  return depths;
}
