import assert from 'node:assert/strict';
import { PageHost, type ChatPage } from './pageHost.ts';

/**
 * Gives each test of a suite a page of its own. `complains`: the page's console has something to say, such as what its policy refused;
 * otherwise a test fails when it has, or when the page told its host of a fault.
 */
export function eachPage(use: (chat: ChatPage) => void, options: { readonly complains?: boolean } = {}): void {
  let host: PageHost;
  let chat: ChatPage;
  before(async () => {
    host = await PageHost.start();
  });
  after(() => host.stop());
  beforeEach(async () => {
    chat = await host.open();
    use(chat);
  });
  afterEach(async () => {
    if (options.complains !== true) {
      assert.deepEqual(chat.consoleMessages, [], 'the page keeps its policy and does not fail');
      assert.deepEqual((await chat.posted()).filter(({ type }) => type === 'pageError'), []);
    }
    await chat.close();
  });
}
