import { BlockSplitter, type Tail } from './blocks.ts';
import { codeBlock, type CodeWords } from './codeBlock.ts';
import { GrowingText } from './growingText.ts';
import { highlightWhenSeen } from './highlight.ts';
import { reconcile } from './reconcile.ts';
import { HeadingOutline, render } from './render.ts';

/** An update that took longer than this, ms, is followed by a pause of three times its length. */
const cheapUpdate = 4;

/**
 * Draws one answer into an element as it grows. Each top-level block has an element of its own; once the block is
 * finished, that element is never touched again, except to colour its code.
 */
export class AnswerView {
  readonly #target: Element;
  readonly #words: CodeWords;
  readonly #splitter = new BlockSplitter();
  readonly #outline = new HeadingOutline();
  /** The element of the unfinished block. */
  #tail: HTMLElement | undefined;
  /** The code of the unfinished block, when that is an open fence. */
  #openCode: GrowingText | undefined;
  #taken = 0;
  #ended = false;
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(target: Element, words: CodeWords) {
    this.#target = target;
    this.#words = words;
  }

  /** Shows `text`, which must begin with what was shown before. After `ended` nothing more may come. */
  update(text: string, ended: boolean): void {
    clearTimeout(this.#timer);
    if (this.#ended) {
      return;
    }
    const now = performance.now();
    if (!ended && now < this.#notBefore) {
      // One very long unfinished list or table: drawing it less often keeps the page alive.
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
  }

  #draw(text: string, ended: boolean): void {
    const { finished, tail } = this.#splitter.push(text.slice(this.#taken));
    this.#taken = text.length;
    finished.forEach((source) => {
      this.#finish(source);
    });
    if (ended) {
      this.#ended = true;
      this.#splitter.end().finished.forEach((source) => {
        this.#finish(source);
      });
      this.#tail?.remove();
    } else {
      this.#drawTail(tail);
    }
  }

  #finish(source: string): void {
    const block = this.#takeTail();
    reconcile(block, render(source, this.#outline, this.#words));
    highlightWhenSeen(block);
    this.#tail = undefined;
    this.#openCode = undefined;
  }

  #drawTail(tail: Tail): void {
    if (tail.type === 'fence') {
      this.#openCode ??= this.#openFence(tail.language);
      this.#openCode.append(tail.added);
    } else if (tail.source !== '' || this.#tail !== undefined) {
      reconcile(this.#takeTail(), render(tail.source, this.#outline.fork(), this.#words));
    }
  }

  #openFence(language: string): GrowingText {
    const block = codeBlock(language, '', this.#words);
    const code = block.querySelector('code');
    this.#takeTail().replaceChildren(block);
    return new GrowingText(code ?? block);
  }

  #takeTail(): HTMLElement {
    if (this.#tail === undefined) {
      this.#tail = document.createElement('div');
      this.#tail.className = 'block';
      this.#target.append(this.#tail);
    }
    return this.#tail;
  }
}
