import { Lexer, Marked, type Tokens } from 'marked';
import { codeBlock, type CodeWords } from './codeBlock.ts';
import { safeHtml, safeTokens } from '../../protocol/nesting.ts';
import { sanitize } from './sanitize.ts';

/** Inline tags that models use where Markdown has nothing; without attributes they can do no harm. */
const plainTag = /^<\/?(?:br|kbd|sub|sup|mark|u|ins|del|s|b|i|em|strong|code)\s*\/?>$/i;

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const marked = new Marked({
  gfm: true,
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
    // The empty corner of a table heads nothing; announced as a heading it would only confuse.
    tablecell({ header, text }: Tokens.TableCell): string | false {
      return header && text.trim() === '' ? '<td></td>\n' : false;
    },
    checkbox({ checked }: Tokens.Checkbox): string {
      return `<span class="task">${checked ? '☑' : '☐'}</span> `;
    },
  },
});

/**
 * Headings of one answer, kept in an order that a screen reader can walk: an answer may begin with a third-level
 * heading. The look follows the author's level, the element the outline.
 */
export class HeadingOutline {
  /** The page has a heading of the first level; answers hang below it. */
  #level = 1;

  /** A copy that can be tried on an unfinished block. */
  fork(): HeadingOutline {
    const copy = new HeadingOutline();
    copy.#level = this.#level;
    return copy;
  }

  /** Element name for a heading of the author's `depth`, 1 to 6. */
  place(depth: number): string {
    this.#level = Math.min(depth + 1, this.#level + 1, 6);
    return `h${this.#level}`;
  }
}

/** What may be a heading somewhere in a block. */
const headingLike = /#|\n[ >]*(?:=+|-+) *(?:\n|$)/;

/** Takes note of the headings of a block that is not rendered. */
export function passHeadings(source: string, outline: HeadingOutline): void {
  if (headingLike.test(source)) {
    // Nothing is awaited: our visitor returns nothing.
    void marked.walkTokens([...safeTokens(source, (text) => new Lexer({ gfm: true }).blockTokens(text))], (token) => {
      if (token.type === 'heading') {
        outline.place((token as Tokens.Heading).depth);
      }
    });
  }
}

/** Safe elements for the Markdown of one or more blocks, with headers on its code blocks. */
export function render(source: string, outline: HeadingOutline, words: CodeWords): DocumentFragment {
  const fragment = sanitize(safeHtml(source, (text) => marked.parse(text, { async: false })));
  for (const heading of fragment.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const depth = Number(heading.localName.slice(1));
    const placed = document.createElement(outline.place(depth));
    placed.className = `heading${depth}`;
    placed.append(...heading.childNodes);
    heading.replaceWith(placed);
  }
  for (const table of fragment.querySelectorAll('table')) {
    const frame = document.createElement('div');
    frame.className = 'table';
    frame.tabIndex = 0;
    table.replaceWith(frame);
    frame.append(table);
  }
  for (const pre of fragment.querySelectorAll('pre')) {
    const code = pre.querySelector('code');
    const language = /(?:^|\s)language-(\S+)/.exec(code?.className ?? '')?.[1] ?? '';
    pre.replaceWith(codeBlock(language, pre.textContent, words));
  }
  return fragment;
}
