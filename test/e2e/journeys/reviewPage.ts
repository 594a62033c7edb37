// What a review shows in the workbench.
import type { Locator, Page } from 'playwright-core';
import type { Window } from '../driver/window.ts';

export class ReviewPage {
  readonly #window: Window;
  readonly #page: Page;

  constructor(window: Window) {
    this.#window = window;
    this.#page = window.page;
  }

  /** What can be clicked above edits and hunks. Words that VS Code shows of before, when a file is opened again, are none of it: they do nothing. */
  lens(text: string | RegExp): Locator {
    return this.#page.locator('.codelens-decoration > a').filter({ hasText: text });
  }

  /** The words there that only tell. */
  told(text: string | RegExp): Locator {
    return this.#page.locator('.codelens-decoration > span').filter({ hasText: text });
  }

  /** Waits until an edit that runs says this behind its first line: what it does, and how fast. */
  async says(text: string): Promise<void> {
    await this.#page.waitForFunction((words) => {
      // It is drawn by the style: no text of the page.
      const drawn = [...document.querySelectorAll('.editor-instance .view-line span[class*="ced-"]')];
      return drawn.some((element) => getComputedStyle(element, '::after').content.includes(words));
    }, text);
  }

  /** The rows of words, from the top. */
  get rows(): Locator {
    return this.#page.locator('.editor-instance .codelens-decoration');
  }

  get peek(): Locator {
    return this.#page.locator('.peekview-widget');
  }

  peekButton(name: RegExp): Locator {
    return this.peek.locator('.peekview-actions a').and(this.#page.getByLabel(name));
  }

  /** The left of a diff editor. */
  get originalSide(): Locator {
    return this.#page.locator('.editor.original:visible, .monaco-diff-editor:visible').first();
  }

  /** A button in the title of the active editor. */
  titleButton(name: string): Locator {
    return this.#page.locator('.editor-group-container.active .editor-actions').getByLabel(name);
  }

  get hover(): Locator {
    return this.#page.locator('.monaco-hover:visible').filter({ hasText: 'Lathe' });
  }

  /** Moves the pointer onto the text until its hover shows. */
  async hoverOver(text: string): Promise<void> {
    const line = this.#window.editor.active.locator('.view-line > span > span', { hasText: text }).first();
    await line.hover();
    await this.hover.waitFor();
  }

  get status(): Locator {
    return this.#window.statusBarItem('Lathe');
  }

  /** Asks for code in the place of the selected lines, and resolves when the question is out. */
  async edit(first: number, last: number, instruction: string): Promise<void> {
    await this.#window.editor.selectLines(first, last);
    await this.#window.runCommand('Lathe: Generate...');
    await this.#window.quickInput.answer(instruction);
  }
}
