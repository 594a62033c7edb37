// The way of a person without a mouse: where the focus is in the chat, and how it gets there.
import assert from 'node:assert/strict';
import type { ChatPage } from './chatPage.ts';

/** More stops than any page of a test has. */
const manyStops = 100;

/** Waits until the chat has the keyboard, and what is named so has it there. */
export async function focusOn(chat: ChatPage, name: string): Promise<void> {
  await chat.frame.waitForFunction((wanted) => document.hasFocus() && document.activeElement?.ariaLabel === wanted, name);
}

/** Goes on with a key until the focus is on what has a name that begins so. */
export async function reach(chat: ChatPage, key: 'Tab' | 'Shift+Tab', name: string): Promise<void> {
  const passed: string[] = [];
  for (let left = manyStops; left > 0; left -= 1) {
    await chat.frame.page().keyboard.press(key);
    const stop = await chat.frame.evaluate(() => {
      const { activeElement: element } = document;
      const label = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0]?.textContent : undefined;
      return document.hasFocus() ? (element?.ariaLabel ?? label ?? element?.textContent ?? '') : undefined;
    });
    assert.ok(stop !== undefined, `${key} leads out of the chat before ${name}, by ${passed.join(', ')}`);
    if (stop.startsWith(name)) {
      return;
    }
    passed.push(stop.slice(0, 30));
  }
  assert.fail(`${key} does not lead to ${name}, but to ${passed.join(', ')}`);
}

/** Goes on with Tab until the chat has the keyboard no more: nothing keeps the focus in. */
export async function leave(chat: ChatPage): Promise<void> {
  for (let left = manyStops; await chat.frame.evaluate(() => document.hasFocus()); left -= 1) {
    assert.ok(left > 0, 'Tab leads out of the chat');
    await chat.frame.page().keyboard.press('Tab');
  }
}
