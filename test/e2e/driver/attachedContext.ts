// What goes with the next question, as the chips above the message box tell it.
import type { Locator } from 'playwright-core';
import type { ChatPage } from './chatPage.ts';

export class AttachedContext {
  readonly #chat: ChatPage;

  constructor(chat: ChatPage) {
    this.#chat = chat;
  }

  get list(): Locator {
    return this.#chat.frame.getByRole('list', { name: 'Context' });
  }

  /** The chip whose label is exactly this. */
  chip(label: string): Locator {
    return this.list.getByRole('listitem').filter({ has: this.#chat.frame.locator('.chip-label').getByText(label, { exact: true }) });
  }

  /** The chip, once its size is known. */
  async sized(label: string): Promise<Locator> {
    const chip = this.chip(label);
    await chip.locator('.chip-size', { hasText: /\d tokens?$/ }).waitFor();
    return chip;
  }

  remove(label: string): Locator {
    return this.#chat.button(`Remove ${label}`);
  }

  /** The switch of what is offered. */
  switch(label: string): Locator {
    return this.#chat.button(`Send ${label}`);
  }

  /** What a chip tells while it has the focus. */
  get card(): Locator {
    return this.#chat.frame.getByRole('tooltip');
  }

  /** The list that `@` opens. */
  get suggestions(): Locator {
    return this.#chat.frame.getByRole('listbox');
  }

  /** Types `@` and what it is to find, and chooses it with Enter once it is the first. */
  async mention(query: string, label: string): Promise<void> {
    await this.#chat.message.pressSequentially(`@${query}`);
    const wanted = this.suggestions.getByRole('option').filter({ has: this.#chat.frame.locator('.suggestion-label').getByText(label, { exact: true }) });
    await wanted.first().waitFor();
    await wanted.first().click();
    await this.suggestions.waitFor({ state: 'detached' });
  }
}
