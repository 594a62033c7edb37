import { blockDrawn } from './blockDrawn.ts';
import { BlockSplitter, type Tail } from './blocks.ts';
import { Chapter, chapterLength } from './chapter.ts';
import { ChaptersInView } from './chaptersInView.ts';
import { codeBlock, fold } from './codeBlock.ts';
import { Definitions } from './definitions.ts';
import { GrowingBlock } from './growingBlock.ts';
import { GrowingText } from './growingText.ts';
import { reconcile } from './reconcile.ts';
import { HeadingOutline, render, type AnswerParts } from './render.ts';

/** An update that took longer than this, ms, is followed by a pause of three times its length. */
const cheapUpdate = 4;

/** Characters at once that nobody streams: a text that was there before, most of it out of view. */
const longText = 4 * chapterLength;

/** Blocks at its end that are drawn at once: it may be the end that is looked at. */
const blocksAtOnce = 20;

/**
 * Draws one answer into an element as it grows. Each top-level block has an element of its own; once the block is
 * finished, that element is never touched again, except to colour its code. Far from the view, blocks go away by the chapter.
 */
export class AnswerView {
  readonly #target: Element;
  readonly #parts: AnswerParts;
  readonly #splitter = new BlockSplitter();
  readonly #outline = new HeadingOutline();
  readonly #inView = new ChaptersInView();
  /** Where the next block goes. */
  #chapter: Chapter | undefined;
  /** The element of the unfinished block. */
  #tail: HTMLElement | undefined;
  /** The unfinished block, unless it is an open fence. */
  #open: GrowingBlock | undefined;
  /** The code of the unfinished block, when that is an open fence. */
  #openCode: GrowingText | undefined;
  #taken = 0;
  #ended = false;
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(target: Element, words: AnswerParts['words']) {
    this.#target = target;
    this.#parts = { words, definitions: new Definitions() };
  }

  /** Shows `text`, which must begin with what was shown before. After `ended` nothing more may come. */
  update(text: string, ended: boolean): void {
    clearTimeout(this.#timer);
    if (this.#ended) {
      return;
    }
    const now = performance.now();
    if (!ended && now < this.#notBefore) {
      // One very long unfinished block of a rare kind: drawing it less often keeps the page alive.
      this.#timer = setTimeout(() => {
        this.update(text, false);
      }, this.#notBefore - now);
      return;
    }
    this.#draw(text, ended);
    const took = performance.now() - now;
    this.#notBefore = took > cheapUpdate ? now + 4 * took : 0;
  }

  /** The element is gone: no late update may come. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#ended = true;
    this.#inView.dispose();
  }

  /** Makes all of the answer be there, or no more than what is near the view. */
  pin(pinned: boolean): void {
    if (pinned) {
      this.#inView.pin();
    } else {
      this.#inView.unpin();
    }
  }

  #draw(text: string, ended: boolean): void {
    const added = text.slice(this.#taken);
    this.#taken = text.length;
    const { finished, tail } = this.#splitter.push(added);
    this.#define(finished);
    const length = this.#tail === undefined ? finished.reduce((sum, source) => sum + source.length, 0) : 0;
    const unseen = length > longText ? Math.max(0, finished.length - blocksAtOnce) : 0;
    finished.forEach((source, index) => {
      if (index < unseen) {
        this.#takeChapter().addUnseen(source, this.#outline);
        this.#closeChapter();
      } else {
        if (index === unseen) {
          // A chapter is there as a whole or not at all.
          this.#chapter?.show();
        }
        this.#finish(source);
      }
    });
    if (ended) {
      this.#ended = true;
      const rest = this.#splitter.end().finished;
      this.#define(rest);
      rest.forEach((source) => {
        this.#finish(source);
      });
      this.#tail?.remove();
    } else {
      this.#drawTail(tail);
    }
  }

  /** Takes note of what blocks define before they are drawn, and draws again what refers to it. */
  #define(sources: readonly string[]): void {
    const fresh = this.#parts.definitions.take(sources);
    if (fresh.size > 0) {
      this.#inView.redraw(fresh);
      this.#chapter?.redraw(fresh);
    }
  }

  #finish(source: string): void {
    // In front of drawing: a chapter begins with the headings before it.
    const block = this.#takeTail();
    reconcile(block, render(source, this.#outline, this.#parts));
    if (this.#openCode) {
      // What one has watched coming is not folded away under one's eyes.
      block.querySelectorAll('.code').forEach((code) => {
        fold(code, false, this.#parts.words);
      });
    }
    blockDrawn(block);
    this.#tail = undefined;
    this.#open = undefined;
    this.#openCode = undefined;
    this.#takeChapter().add(source);
    this.#closeChapter();
  }

  #takeChapter(): Chapter {
    if (this.#chapter === undefined) {
      this.#chapter = new Chapter(this.#outline, this.#parts);
      this.#target.append(this.#chapter.element);
    }
    return this.#chapter;
  }

  /** Leaves a full chapter to the view, and begins another. */
  #closeChapter(): void {
    if (this.#chapter?.full === true) {
      this.#inView.add(this.#chapter);
      this.#chapter = undefined;
      // Its size is told by its chapters; a guess for the whole of it would fight with theirs.
      this.#target.closest('.turn')?.setAttribute('data-long', '');
    }
  }

  #drawTail(tail: Tail): void {
    if (tail.type === 'fence') {
      this.#openCode ??= this.#openFence(tail.info);
      this.#openCode.append(tail.added);
    } else if (tail.source !== '' || this.#tail !== undefined) {
      this.#open ??= new GrowingBlock(this.#takeTail(), (source) => render(source, this.#outline.fork(), this.#parts));
      this.#open.update(tail.source);
    }
  }

  #openFence(info: string): GrowingText {
    const block = codeBlock(info, '', this.#parts.words);
    const code = block.querySelector('code');
    this.#takeTail().replaceChildren(block);
    return new GrowingText(code ?? block);
  }

  #takeTail(): HTMLElement {
    if (this.#tail === undefined) {
      this.#tail = document.createElement('div');
      this.#tail.className = 'block';
      this.#tail.dir = 'auto';
      this.#takeChapter().element.append(this.#tail);
    }
    return this.#tail;
  }
}
