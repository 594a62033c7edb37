import { codeBlock, type CodeWords } from './codeBlock.ts';
import { safeHtml } from '../../protocol/markdown/nesting.ts';
import type { Definitions } from './definitions.ts';
import { headingDepths, toHtml } from '../../protocol/markdown/dialect.ts';
import { linkFootnotes, type FootnoteWords } from './footnotes.ts';
import { drawMath } from './mathView.ts';
import { sanitize } from './sanitize.ts';

/** What all blocks of one answer share. */
export interface AnswerParts {
  readonly words: CodeWords & FootnoteWords;
  readonly definitions: Definitions;
}

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
    headingDepths(source).forEach((depth) => outline.place(depth));
  }
}

/** An element around a wide one, which scrolls, by keyboard as well. */
function inFrame(wide: Element, name: string): void {
  const frame = document.createElement('div');
  frame.className = name;
  frame.tabIndex = 0;
  wide.replaceWith(frame);
  frame.append(wide);
}

/** Safe elements for the Markdown of one or more blocks, with headers on its code blocks. */
export function render(source: string, outline: HeadingOutline, { words, definitions }: AnswerParts): DocumentFragment {
  const fragment = sanitize(safeHtml(source, (text) => toHtml(text, definitions.links)));
  for (const heading of fragment.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const depth = Number(heading.localName.slice(1));
    const placed = document.createElement(outline.place(depth));
    placed.className = `heading${depth}`;
    placed.append(...heading.childNodes);
    heading.replaceWith(placed);
  }
  for (const table of fragment.querySelectorAll('table')) {
    inFrame(table, 'table');
  }
  for (const pre of fragment.querySelectorAll('pre')) {
    const code = pre.querySelector('code');
    const info = /(?:^|\s)language-(\S+)/.exec(code?.className ?? '')?.[1] ?? '';
    pre.replaceWith(codeBlock(decodeURIComponent(info), pre.textContent, words));
  }
  for (const link of fragment.querySelectorAll<HTMLElement>('a[class^="path-"]')) {
    link.dataset['path'] = decodeURIComponent(link.className.slice('path-'.length));
    link.removeAttribute('class');
  }
  linkFootnotes(fragment, words);
  for (const formula of fragment.querySelectorAll<HTMLElement>('.math.display')) {
    formula.tabIndex = 0;
  }
  drawMath(fragment);
  return fragment;
}
