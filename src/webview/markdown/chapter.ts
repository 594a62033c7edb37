import { blockDrawn } from './blockDrawn.ts';
import { mentions } from './definitions.ts';
import { reconcile } from './reconcile.ts';
import { passHeadings, render, type AnswerParts, type HeadingOutline } from './render.ts';

/** Characters of source after which a new chapter begins; a few screens. */
export const chapterLength = 6000;

/** How a chapter that was never shown is imagined: characters on a line, and CSS pixels from line to line. */
const guessedLine = 60;
const guessedLineHeight = 20;

/**
 * A run of finished blocks that comes and goes as one. Far from the view it is an empty element as high as it was, and its
 * source: the page holds no more nodes for a long answer than for a short one.
 */
export class Chapter {
  readonly element: HTMLElement;
  readonly #parts: AnswerParts;
  readonly #sources: string[] = [];
  /** The headings before it. */
  readonly #outline: HeadingOutline;
  #length = 0;
  #shown = true;
  #height: number | undefined;

  constructor(outline: HeadingOutline, parts: AnswerParts) {
    this.#outline = outline.fork();
    this.#parts = parts;
    this.element = document.createElement('div');
    this.element.className = 'chapter';
  }

  get full(): boolean {
    return this.#length >= chapterLength;
  }

  /** Takes the source of a block that is, or is going to be, its next. */
  add(source: string): void {
    this.#sources.push(source);
    this.#length += source.length;
  }

  /** Adds a block that nobody sees yet: it is made when it comes near the view. */
  addUnseen(source: string, outline: HeadingOutline): void {
    this.add(source);
    passHeadings(source, outline);
    this.#shown = false;
    const lines = this.#sources.reduce(
      (sum, each) => sum + each.split('\n').reduce((count, line) => count + Math.ceil((line.length + 1) / guessedLine), 0),
      0,
    );
    this.element.style.height = `${lines * guessedLineHeight}px`;
  }

  show(): void {
    if (this.#shown) {
      return;
    }
    this.#shown = true;
    const outline = this.#outline.fork();
    const blocks = this.#sources.map((source) => {
      const block = document.createElement('div');
      block.className = 'block';
      block.dir = 'auto';
      block.append(render(source, outline, this.#parts));
      return block;
    });
    this.element.replaceChildren(...blocks);
    this.element.removeAttribute('style');
    blockDrawn(this.element);
  }

  /** Draws the blocks again that refer to what is defined only now. */
  redraw(labels: ReadonlySet<string>): void {
    if (!this.#shown || !this.#sources.some((source) => mentions(source, labels))) {
      return;
    }
    const outline = this.#outline.fork();
    this.#sources.forEach((source, index) => {
      const block = this.element.children[index];
      if (block && mentions(source, labels)) {
        reconcile(block, render(source, outline, this.#parts));
        blockDrawn(block);
      } else {
        passHeadings(source, outline);
      }
    });
  }

  /** Empties it, unless the person has something in it selected or focused. `height`: as it is now, CSS pixels; 0 for unknown. */
  hide(height: number): void {
    if (height > 0 && this.#shown) {
      this.#height = height;
    }
    const used =
      this.element.contains(document.activeElement) || document.getSelection()?.containsNode(this.element, true) === true;
    if (this.#shown && !used && this.#height !== undefined) {
      this.#shown = false;
      this.element.style.height = `${this.#height}px`;
      this.element.replaceChildren();
    }
  }
}
