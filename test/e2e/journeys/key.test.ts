import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { startSimulator } from '../../simulator/simulator.ts';
import type { Workbench } from '../driver/workbench.ts';
import { browserStorage } from '../driver/browserStorage.ts';
import { atHome, homeSettings, type Home } from './atHome.ts';

const key = 'k3y-0f-a-pers0n-9d41c7';

for (const secrets of ['memory', 'persisted'] as const) {
  describe(`an API key, where VS Code keeps secrets ${secrets === 'memory' ? 'in memory only' : 'over a reload'}`, () => {
    let home: Home;
    before(async () => {
      home = await atHome({ key: 'none', secrets, simulator: { keys: [key] } });
    });
    after(() => home.close());

    // What the panel and the commands say is the same wherever VS Code keeps its secrets: each is seen once.
    if (secrets === 'memory') {
      it('is asked for by the panel, which says where to get one and where it is kept', async () => {
        const chat = await home.workbench.window.chat();
        const text = await chat.frame.locator('body').innerText();
        assert.match(text, /ModelsLab needs an API key\. It is sent only to http:\/\/127\.0\.0\.1/);
        assert.match(text, /VS Code's secret storage/);
        assert.match(text, /MODELSLAB_API_KEY/);
        assert.equal(await chat.frame.getByRole('link', { name: 'Get an API key' }).getAttribute('href'), 'https://modelslab.com/pricing');
      });

      it('keeps a question that was typed before the key was set', async () => {
        const chat = await home.workbench.window.chat();
        await chat.ask('Are you there?');
        await home.workbench.window.quickInput.question();
        await home.workbench.window.press('Escape');
        assert.equal(await chat.message.inputValue(), 'Are you there?');
        assert.equal(home.simulator.journal.length, 0);
        await chat.message.fill('');
      });
    }

    it('is set from the panel, and then the question is answered', async () => {
      const { window } = home.workbench;
      const chat = await window.chat();
      await chat.button('Set API key').click();
      await window.quickInput.question();
      assert.equal(await window.quickInput.field.getAttribute('type'), 'password');
      await window.quickInput.field.fill('two words');
      await window.quickInput.message.filter({ hasText: 'no spaces' }).waitFor();
      await window.quickInput.answer(` ${key} `);
      await chat.button('Set API key').waitFor({ state: 'hidden' });
      await chat.ask('Are you there?');
      assert.match(await chat.finishedAnswer(0), /Are you there\?/);
      assert.equal(home.simulator.journal.at(-1)?.headers['authorization'], `Bearer ${key}`);
    });

    it(secrets === 'memory' ? 'is gone after a reload, and the panel says why' : 'is there after a reload', async () => {
      const { window } = home.workbench;
      await window.reload();
      const chat = await window.chat();
      if (secrets === 'memory') {
        await chat.frame.getByText('keeps secrets in memory only').waitFor();
        await chat.button('Set API key').click();
        await window.quickInput.answer(key);
        await chat.button('Set API key').waitFor({ state: 'hidden' });
      }
      await chat.ask('And now?');
      assert.match(await chat.finishedAnswer(1), /And now\?/);
    });

    it('is in the request, and nowhere else', async () => {
      const chat = await home.workbench.window.chat();
      // A failure that quotes the key is where it would leak first.
      await chat.ask(`/simulate http-401 and echo`);
      await chat.alerts.first().waitFor();
      assert.ok(home.simulator.journal.some((record) => JSON.stringify(record.headers).includes(key)), 'the search can find it');
      assert.deepEqual(await placesOf(key, home.workbench), []);
      // What may be found is found by the same search: the conversation's file, and the log where this VS Code writes one.
      const found = await placesOf('Are you there?', home.workbench);
      assert.ok(found.some((place) => place.endsWith('.jsonl')), 'the search reads the editor\'s files');
      const logged = await placesOf('ModelsLab: key-refused', home.workbench);
      const writesLogs = !home.workbench.server.output().includes('spdlog');
      assert.equal(logged.some((place) => place.endsWith('.log')), writesLogs, 'the search reads the log');
    });

    if (secrets === 'persisted') {
      it('is asked for again when the address changes, and is not sent there', async () => {
        const other = await startSimulator({ keys: [key] });
        try {
          await home.workbench.changeSettings(homeSettings(other));
          await home.workbench.window.reload();
          const chat = await home.workbench.window.chat();
          await chat.button('Set API key').first().waitFor();
          await chat.frame.getByText(other.origin).first().waitFor();
          // Past the page, which would not even ask: through a command, whose question reaches the host.
          await home.workbench.window.editor.open('python/sort.py');
          await home.workbench.window.runCommand('Lathe: Explain');
          await chat.frame.getByRole('alert').filter({ hasText: 'needs an API key' }).waitFor();
          assert.ok(!JSON.stringify(other.journal.map(({ headers, body }) => ({ headers, body }))).includes(key));
          assert.equal(other.journal.length, 0);
        } finally {
          await home.workbench.changeSettings(homeSettings(home.simulator));
          await home.workbench.window.reload();
          await other.close();
        }
      });

      it('is cleared by command, after asking', async () => {
        const { window } = home.workbench;
        await window.runCommand('Lathe: Clear API Key');
        await window.page.getByRole('dialog').getByRole('button', { name: 'Clear', exact: true }).click();
        const chat = await window.chat();
        await chat.button('Set API key').first().waitFor();
      });
    }
  });
}

/** Everywhere that the text can be found: files of the editor, logs, pages, messages, the browser's storage. */
async function placesOf(text: string, workbench: Workbench): Promise<readonly string[]> {
  const places: string[] = [];
  const look = (name: string, content: string): void => {
    if (content.includes(text)) {
      places.push(name);
    }
  };
  const folders = [workbench.server.userDataDir, workbench.server.extensionsDir, workbench.folder];
  for (const folder of folders.filter((each) => each !== undefined)) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) {
        const file = path.join(entry.parentPath, entry.name);
        look(file, (await readFile(file)).toString('latin1'));
      }
    }
  }
  look('the server\'s output', workbench.server.output());
  look('the console', workbench.consoleLines.join('\n'));
  look('messages of host and page', workbench.webviewMessages.map((message) => message.text).join('\n'));
  const { page } = workbench.window;
  for (const frame of page.frames()) {
    look(`the frame ${frame.url().slice(0, 60)}`, await frame.content());
  }
  look('the browser\'s storage', await browserStorage(page));
  return places;
}
