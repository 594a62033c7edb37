// The chat's page in the side bar, by the roles and names that a screen reader gets.
import type { Frame, Locator, Page } from 'playwright-core';

/** In milliseconds: a first view activates the extension and loads the page. */
const findTimeout = 20_000;

export class ChatPage {
  /** The page's own frame, for what locators cannot do. */
  readonly frame: Frame;

  private constructor(frame: Frame) {
    this.frame = frame;
  }

  /** Waits until the page shows what the host knows. `other`: a page of the chat that is not meant. */
  static async find(page: Page, other?: ChatPage): Promise<ChatPage> {
    const deadline = Date.now() + findTimeout;
    while (Date.now() < deadline) {
      for (const frame of page.frames().filter((each) => each !== other?.frame)) {
        const shows = await frame
          // The line that names the model: there from the host's first word on, when the page begins to listen.
          .locator('body[data-strings] #app .where:not(:empty)')
          .isVisible()
          // The frame may just have gone.
          .catch(() => false);
        if (shows) {
          return new ChatPage(frame);
        }
      }
      await page.waitForTimeout(50);
    }
    throw new Error(`No page of the chat among ${page.frames().map((frame) => frame.url()).join(', ')}`);
  }

  get message(): Locator {
    return this.frame.getByRole('textbox', { name: 'Message', exact: true });
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  get send(): Locator {
    return this.button('Send');
  }

  get stop(): Locator {
    return this.button('Stop');
  }

  get newChat(): Locator {
    return this.button('New chat');
  }

  /** Questions and answers in order. */
  get turns(): Locator {
    return this.frame.getByRole('article');
  }

  get questions(): Locator {
    return this.frame.getByRole('article', { name: 'You', exact: true });
  }

  get answers(): Locator {
    return this.frame.getByRole('article', { name: 'Lathe', exact: true });
  }

  /** The answer that is still coming. */
  get streamingAnswer(): Locator {
    return this.frame.locator('article[aria-busy="true"]');
  }

  /** What goes out when the answer ends. */
  get queued(): Locator {
    return this.frame.getByRole('region', { name: 'Queued messages' }).getByRole('listitem');
  }

  /** The folded thought of an answer. */
  thought(answer: Locator): Locator {
    return answer.locator('details').filter({ has: this.frame.locator('summary', { hasText: /^\s*(Thought|Thinking)/ }) });
  }

  get alerts(): Locator {
    return this.frame.getByRole('alert');
  }

  /** Begins a new conversation; the old one must not be taken for it. */
  async startNew(): Promise<void> {
    // A failure may offer the same.
    await this.newChat.first().click();
    await this.turns.first().waitFor({ state: 'detached' });
  }

  /** Types a question and sends it with Enter. */
  async ask(question: string): Promise<void> {
    await this.message.fill(question);
    await this.frame.locator('button:enabled').and(this.send).waitFor();
    await this.message.press('Enter');
  }

  /** Waits until the answer with this number, the first is 0, is complete, and tells its text. */
  async finishedAnswer(index: number): Promise<string> {
    const answer = this.answers.nth(index);
    await answer.waitFor();
    await this.frame.locator('article:not([aria-busy="true"])').and(answer).waitFor();
    return answer.innerText();
  }

  /** The page's whole markup. */
  async markup(): Promise<string> {
    return this.frame.content();
  }
}
