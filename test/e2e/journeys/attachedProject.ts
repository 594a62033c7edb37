// A workbench on a project with secrets, ignored files and a history, and what the journeys of attachments do in it again and again.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { copyWorkspace } from '../../../scripts/workbench/workspaceCopy.mjs';
import type { Locator } from 'playwright-core';
import type { RequestRecord } from '../../simulator/journal.ts';
import { AttachedContext } from '../driver/attachedContext.ts';
import type { ChatPage } from '../driver/chatPage.ts';
import type { Window } from '../driver/window.ts';
import { atHome, type Home } from './atHome.ts';

/** What must never reach the endpoint. */
export const secret = 'TOKEN=never-to-be-sent-unasked';

export function fenced(text: string, language: string): string {
  return `\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\``;
}

function lastMessage(record: RequestRecord): string {
  const { messages } = record.body as { readonly messages: readonly { readonly content: string }[] };
  return messages.at(-1)!.content;
}

export class AttachedProject {
  readonly home: Home;
  /** Asked for anew after a reload. */
  chat: ChatPage;
  context: AttachedContext;
  readonly #folder: string;
  readonly #remove: () => Promise<void>;

  private constructor(home: Home, chat: ChatPage, folder: string, remove: () => Promise<void>) {
    this.home = home;
    this.chat = chat;
    this.context = new AttachedContext(chat);
    this.#folder = folder;
    this.#remove = remove;
  }

  static async open(): Promise<AttachedProject> {
    const { folder, remove } = await copyWorkspace();
    await makeProject(folder);
    const home = await atHome({ folder, simulator: { tokenDelayMs: 0 } });
    return new AttachedProject(home, await home.workbench.window.chat(), folder, remove);
  }

  get window(): Window {
    return this.home.workbench.window;
  }

  path(name: string): string {
    return path.join(this.#folder, name);
  }

  /** What Git says in the project. */
  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.#folder, encoding: 'utf8' });
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(path.dirname(this.path(name)), { recursive: true });
    await writeFile(this.path(name), text);
  }

  /** Asks, and tells the message that reached the endpoint. */
  async sent(question: string): Promise<string> {
    const count = await this.chat.answers.count();
    const { journal } = this.home.simulator;
    const { length } = journal;
    await this.chat.message.pressSequentially(question);
    await this.chat.message.press('Enter');
    await this.chat.finishedAnswer(count);
    return lastMessage(journal[length]!);
  }

  /** Finds the page that the window has now. */
  async refind(): Promise<void> {
    this.#have(await this.window.chat());
  }

  /** Moves the chat to the other side, where it stands beside the explorer, or back. */
  async moveChat(to: 'Primary Side Bar' | 'Secondary Side Bar'): Promise<void> {
    this.#have(await this.window.moveChat(to));
  }

  #have(chat: ChatPage): void {
    this.chat = chat;
    this.context = new AttachedContext(chat);
  }

  /** A new conversation, and nothing typed. */
  async fresh(): Promise<void> {
    await this.refind();
    await this.chat.startNew();
    await this.chat.message.fill('');
  }

  /** Has what is offered off, so that it does not stand beside what is added; it may be off from earlier. */
  async withoutOffer(label: string): Promise<void> {
    const chip = await this.context.sized(label);
    const off = this.chat.frame.locator('.chip.off').and(chip);
    if ((await off.count()) === 0) {
      await this.context.switch(label).click();
    }
    await off.waitFor();
  }

  /** Drags something into the chat with the mouse, and drops it with Shift, as VS Code wants it. */
  async drag(what: Locator, bar: Locator): Promise<void> {
    const { mouse, keyboard } = this.window.page;
    const [from, to] = [await what.boundingBox(), await bar.boundingBox()];
    if (!from || !to) {
      throw new Error('What is dragged, or where it goes, does not show');
    }
    await mouse.move(from.x + 20, from.y + 10);
    await mouse.down();
    await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
    await keyboard.down('Shift');
    await mouse.move(to.x + to.width / 2 + 10, to.y + to.height / 2 + 10, { steps: 8 });
    await this.chat.frame.getByText('Drop to attach').waitFor();
    await mouse.up();
    await keyboard.up('Shift');
  }

  async close(): Promise<void> {
    await this.home.close();
    await this.#remove();
  }
}

async function makeProject(folder: string): Promise<void> {
  const inFolder = (name: string): string => path.join(folder, name);
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.example', ...args], { cwd: folder });
  };
  await mkdir(inFolder('private'));
  await mkdir(inFolder('built'));
  await writeFile(inFolder('.env'), `${secret}\n`);
  await writeFile(inFolder('src/.env.local'), `${secret}\n`);
  await writeFile(inFolder('.gitignore'), 'built/\n');
  await writeFile(inFolder('.latheignore'), 'private/\n');
  await writeFile(inFolder('built/made.ts'), 'made by a tool');
  await writeFile(inFolder('private/diary.txt'), 'dear diary');
  await writeFile(inFolder('src/broken.ts'), "export const broken: number = 'no';\n");
  git('init', '-q');
  git('add', '-A', '-f');
  git('commit', '-q', '-m', 'The first of all commits');
  await writeFile(inFolder('go/go.mod'), 'module example.com/second\n');
  await writeFile(inFolder('.env'), `${secret}\nSECOND=1\n`);
  git('commit', '-q', '-a', '-m', 'Another name');
  await writeFile(inFolder('src/cart.ts'), `${await readFile(inFolder('src/cart.ts'), 'utf8')}\nexport const changed = 1;\n`);
  await writeFile(inFolder('.env'), `${secret}\nMORE=1\n`);
}
