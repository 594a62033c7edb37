// The box at the top: palette, file search, lists to pick from, inputs.
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

const attempts = 5;
/** In milliseconds. */
const attemptTimeout = 4000;

export class QuickInput {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get widget(): Locator {
    return this.#page.locator('.quick-input-widget');
  }

  /** The text field, with its placeholder and, below, the prompt of an input box. */
  get field(): Locator {
    return this.widget.locator('.quick-input-box input');
  }

  /** The prompt or the fault that an input box shows. */
  get message(): Locator {
    return this.widget.locator('.quick-input-message');
  }

  get rows(): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row');
  }

  /** Rows whose label is exactly this. */
  row(label: string): Locator {
    return this.rows.filter({ has: this.#page.locator('.label-name', { hasText: exactly(label) }) });
  }

  /** Waits for an input box: unlike the palette, whose place it may be about to take, it has a line of words. */
  async question(): Promise<void> {
    await this.message.filter({ hasText: /./ }).waitFor();
  }

  /** Waits for an input box, answers it and lets it go. */
  async answer(text: string): Promise<void> {
    await this.question();
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  /** Answers the box that asks for a file of the machine that VS Code's server runs on. */
  async path(file: string): Promise<void> {
    // It first fills in where it begins.
    await this.row(path.basename(file)).or(this.row('..')).first().waitFor();
    await this.field.fill(file);
    await this.row(path.basename(file)).first().waitFor();
    await this.field.press('Enter');
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Answers the editor's question where to save. It writes a proposal into the field, some time after the field shows, over whatever is there. */
  async saveAs(file: string): Promise<void> {
    const ok = this.widget.getByRole('button', { name: 'OK' });
    await ok.waitFor();
    await this.#page.waitForFunction(
      // With the name that VS Code proposes: that comes after the folder, in place of what was filled in before.
      (field) => /^\/.*[^/]$/.test((field as HTMLInputElement | null)?.value ?? '') && document.activeElement === field,
      await this.field.elementHandle(),
    );
    for (let attempt = 1; ; attempt += 1) {
      // While it looks into the folder it takes no Enter, and shows nothing of that.
      if ((await this.field.inputValue()) !== file) {
        await this.field.fill(file);
      }
      await this.field.press('Enter');
      try {
        await this.widget.waitFor({ state: 'hidden', timeout: attemptTimeout });
        return;
      } catch (error) {
        if (attempt === attempts) {
          throw error;
        }
      }
    }
  }

  async pick(label: string): Promise<void> {
    await this.row(label).first().click();
  }

  async runCommand(title: string): Promise<void> {
    const command = this.row(title).first();
    await this.#search('F1', `>${title}`, command);
    await command.click();
    // A command may at once ask in the same box: only the palette's list must be gone.
    await command.waitFor({ state: 'hidden' });
  }

  /** Opens a file by its absolute path, at a line. */
  async goToFile(file: string, line: number): Promise<void> {
    // The list first shows files of earlier, and Enter would open one of them.
    await this.#goTo(`${file}:${line}`, this.row(path.basename(file)).first());
  }

  /** Goes to the start of a line in the active editor. */
  async goToLine(line: number): Promise<void> {
    await this.#goTo(`:${line}:1`, this.rows.filter({ hasText: new RegExp(String.raw`\bline ${line}\b`, 'i') }).first());
  }

  async #goTo(target: string, row: Locator): Promise<void> {
    await this.#search('Control+P', target, row);
    await row.click();
    await this.widget.waitFor({ state: 'hidden' });
  }

  /**
   * Opens the box with a key, types and waits for a row, all over again when it does not come: a window that has just
   * come up may not listen yet, fill the box after us, or know the command only after its extensions.
   */
  async #search(key: string, text: string, row: Locator): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#page.keyboard.press(key);
        await this.field.fill(text, { timeout: attemptTimeout });
        await row.waitFor({ timeout: attemptTimeout });
        return;
      } catch (error) {
        if (attempt === attempts) {
          throw error;
        }
        await this.#page.keyboard.press('Escape');
      }
    }
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`);
}
