// One window of the editor, used through what a person sees.
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../../../scripts/workbench/paths.mjs';
import { ChatPage } from './chatPage.ts';
import { EditorArea } from './editorArea.ts';
import { QuickInput } from './quickInput.ts';

/** Our icon in the activity bar, whatever the language: the container's title is the product's name. */
const latheIcon = '.activitybar li[role="tab"]:has(a[aria-label^="Lathe"])';

/** In milliseconds: the first start of a window loads all of the workbench. */
const startTimeout = 45_000;

export class Window {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly editor: EditorArea;

  constructor(page: Page, folder: string | undefined) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.editor = new EditorArea(page, this.quickInput, folder);
  }

  /** Waits until the workbench shows and knows the extension. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: startTimeout });
    await this.page.locator(latheIcon).waitFor({ timeout: startTimeout });
  }

  /** Runs a command by the words that the palette shows for it, such as `Lathe: Set API Key`. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  /** Right-clicks the selection, or else the cursor, and clicks through the menu, such as `['Lathe', 'Explain']`. A name has its key in it. */
  async contextMenu(items: readonly (string | RegExp)[]): Promise<void> {
    await this.editor.rightClick();
    await this.chooseInMenu(items);
  }

  /** Goes through the menu that is open and clicks the last of these. */
  async chooseInMenu(items: readonly (string | RegExp)[]): Promise<void> {
    for (const [index, name] of items.entries()) {
      // A name may be in both: the editor has an Explain of its own.
      const menu = index === 0 ? this.page.getByRole('menu') : this.page.locator('.monaco-submenu');
      const item = menu.last().getByRole('menuitem', { name, exact: true });
      await item.waitFor();
      // A submenu opens under the pointer; a click would open it as well, and a second one close it.
      await (index === items.length - 1 ? clickAway(item) : item.hover());
    }
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** The chat, opened by its icon when it does not show yet. Ask again after a reload. */
  async chat(): Promise<ChatPage> {
    const icon = this.page.locator(latheIcon);
    const expanded = this.page.locator(`${latheIcon}[aria-expanded="true"]`);
    while ((await expanded.count()) === 0) {
      await icon.click();
      // VS Code takes no second click within 300 ms of the first, as when the panel was hidden just now.
      await expanded.waitFor({ timeout: 1000 }).catch(() => undefined);
    }
    return ChatPage.find(this.page);
  }

  /** Closes the side bar with the chat in it. */
  async hideChat(): Promise<void> {
    const icon = this.page.locator(latheIcon);
    while ((await icon.getAttribute('aria-expanded')) === 'true') {
      await icon.click();
      // VS Code takes no second click within 300 ms of the first, as when the panel was shown just now.
      await this.page.locator('.sidebar').waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
    }
    await this.page.locator('.sidebar').waitFor({ state: 'hidden' });
  }

  /** Moves the chat with its icon's menu to the side bar on the other side, or back; it shows there. */
  async moveChat(to: 'Primary Side Bar' | 'Secondary Side Bar'): Promise<ChatPage> {
    const place = this.page.locator(to === 'Primary Side Bar' ? '.auxiliarybar' : '.activitybar');
    await place.locator('li[role="tab"]:has(a[aria-label^="Lathe"])').click({ button: 'right' });
    await this.page.getByRole('menu').last().getByRole('menuitem', { name: 'Move To' }).hover();
    await clickAway(this.page.locator('.monaco-submenu').last().getByRole('menuitem', { name: to }));
    await this.page.locator(to === 'Primary Side Bar' ? '.sidebar' : '.auxiliarybar').locator('.composite.title').filter({ hasText: /chat/i }).waitFor();
    return ChatPage.find(this.page);
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** The messages that show as notifications. */
  get notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item-message');
  }

  /** Clicks a button of a notification. */
  async answerNotification(button: string): Promise<void> {
    await this.page.locator('.notifications-toasts').getByRole('button', { name: button, exact: true }).click();
  }

  /** The status bar's entry with this text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** What the window tells at this moment, for whoever reads that a test failed in it. */
  async words(): Promise<string> {
    const parts = { notifications: '.notification-list-item-message', tabs: '.tab', status: '.statusbar-item.left', quickInput: '.quick-input-widget:visible', dialog: '.monaco-dialog-box' };
    const told = Object.entries(parts).map(async ([name, selector]) => `${name}: ${(await this.page.locator(selector).allInnerTexts()).join(' | ').replaceAll('\n', ' ')}`);
    return (await Promise.all(told)).join('\n');
  }

  /** Saves a picture of the window as out/screenshots/<name>.png and tells its path. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(root, 'out', 'screenshots', `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }
}

/** Clicks an item until its menu has gone, which it does at once: a menu that has just come up takes no clicks for a tenth of a second. */
async function clickAway(item: Locator): Promise<void> {
  await item.waitFor();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await item.click({ timeout: 1000 });
      await item.waitFor({ state: 'hidden', timeout: 200 });
      return;
    } catch (error) {
      if (!(await item.isVisible())) {
        return;
      }
      if (attempt === 10) {
        throw error;
      }
    }
  }
}
