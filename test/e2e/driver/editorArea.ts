// The files that are open.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { QuickInput } from './quickInput.ts';

export class EditorArea {
  readonly #page: Page;
  readonly #quickInput: QuickInput;
  readonly #folder: string | undefined;
  #file: string | undefined;

  constructor(page: Page, quickInput: QuickInput, folder: string | undefined) {
    this.#page = page;
    this.#quickInput = quickInput;
    this.#folder = folder;
  }

  /** The text editor with the focus, or the only one. */
  get active(): Locator {
    return this.#page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  get activeTab(): Locator {
    return this.#page.locator('.editor-group-container.active .tab.active');
  }

  /** Such as `Ln 3, Col 1 (42 selected)`. */
  get position(): Locator {
    return this.#page.locator('#status\\.editor\\.selection');
  }

  /** Opens a file of the folder, by its path in there or an absolute one, and puts the cursor at its start or that line. */
  async open(file: string, line = 1): Promise<void> {
    this.#file = path.resolve(this.#folder ?? '/', file);
    await this.#quickInput.goToFile(this.#file, line);
    await this.#page
      .locator(`.tab.active[data-resource-name="${path.basename(file)}"]`)
      .waitFor();
    await this.position.filter({ hasText: `Ln ${line},` }).waitFor();
    await this.active.locator('.view-line').first().waitFor();
  }

  /** Selects whole lines of the active editor, counted from 1, both included. */
  async selectLines(first: number, last: number): Promise<void> {
    await this.#quickInput.goToLine(first);
    await this.position.filter({ hasText: `Ln ${first}, Col 1` }).waitFor();
    for (let line = first; line < last; line += 1) {
      await this.#page.keyboard.press('Shift+ArrowDown');
    }
    await this.#page.keyboard.press('Shift+End');
    await this.position.filter({ hasText: new RegExp(String.raw`Ln ${last}, Col \d+ \(\d+ selected\)`) }).waitFor();
    await this.active.locator('.view-overlays .selected-text').first().waitFor({ state: 'attached' });
  }

  /** Right-clicks into the selection, or else at the cursor. */
  async rightClick(): Promise<void> {
    const selected = this.active.locator('.view-overlays .selected-text');
    const cursor = this.active.locator('.cursors-layer .cursor');
    let box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null = null;
    while (box === null) {
      // The editor may draw both anew between two looks.
      await selected.or(cursor).first().waitFor({ state: 'attached' });
      box = await ((await selected.count()) > 0 ? selected : cursor).first().boundingBox();
    }
    await this.#page.mouse.click(box.x + Math.min(box.width / 2, 12), box.y + box.height / 2, { button: 'right' });
  }

  /** The lines that can be seen, as they can be seen: what has come so far of a text that is still coming. */
  async visibleText(): Promise<string> {
    const lines = await this.active.locator('.view-lines .view-line').evaluateAll((elements) =>
      elements
        .map((element) => ({ top: Number.parseFloat((element as HTMLElement).style.top), text: element.textContent }))
        .sort((a, b) => a.top - b.top)
        .map((line) => line.text.replaceAll('\u00a0', ' ')),
    );
    return lines.join('\n');
  }

  /** Saves the active file and reads it from the disk: every byte, line ends included. */
  async text(): Promise<string> {
    await this.save();
    return this.textOnDisk();
  }

  /** What the file opened last has on the disk. */
  async textOnDisk(): Promise<string> {
    if (this.#file === undefined) {
      throw new Error('No file was opened');
    }
    return readFile(this.#file, 'utf8');
  }

  async save(): Promise<void> {
    await this.focus();
    await this.#page.keyboard.press('Control+S');
    await this.#page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** Gives the active editor the keyboard without moving its cursor. */
  async focus(): Promise<void> {
    await this.active.getByRole('textbox').first().focus();
  }

  async undo(): Promise<void> {
    await this.focus();
    await this.#page.keyboard.press('Control+Z');
  }

  /** Closes every editor and drops what was not saved. */
  async closeAll(): Promise<void> {
    if ((await this.#page.locator('.tab.active.dirty').count()) > 0) {
      await this.#quickInput.runCommand('View: Revert and Close Editor').catch(() => undefined);
    }
    await this.#quickInput.runCommand('View: Close All Editors');
  }
}
