// `npm start` in VS Code in the browser, in a copy of the repository: its profile, its build and its sample project are
// not those of the person who runs the tests.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../scripts/workbench/browser.mjs';
import { root } from '../../../scripts/workbench/paths.mjs';
import { onTestFailed } from '../driver/failurePictures.ts';
import { Window } from '../driver/window.ts';

/** In milliseconds: it builds, packs and installs before it opens anything. */
const startTimeout = 120_000;
/** In milliseconds, from Ctrl-C until nothing is left. */
const endTimeout = 15_000;

/** What is made anew in the copy, or linked into it. */
const notCopied = new Set(['.git', '.vscode-test', 'node_modules', 'dist', 'out']);

describe('npm start', () => {
  let copy: string;
  let browser: Browser;
  let started: Started | undefined;
  before(async () => {
    copy = await copyRepository();
    browser = await launchBrowser(console.log);
  });
  afterEach(async () => {
    await started?.end();
  });
  after(async () => {
    await browser.close();
    await rm(copy, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  async function opened(address: string): Promise<Window> {
    const page = await browser.newPage();
    const window = new Window(page, undefined);
    const noMorePictures = onTestFailed(async (title) => {
      await window.screenshot(`failed ${title}`.replace(/[^\w.-]+/g, '-'));
    });
    page.once('close', noMorePictures);
    await page.goto(address);
    await window.ready();
    return window;
  }

  it('without a key answers from the simulator, says so, and leaves nothing running after Ctrl-C', async function () {
    this.timeout(startTimeout * 2);
    started = new Started(copy, await freePort(), undefined);
    const address = await started.address;
    const simulator = /simulator at (http:\S+): answers are made up/.exec(started.output)?.[1];
    assert.ok(simulator, started.output);

    const { page, chat } = await opened(address).then(async (window) => ({ page: window.page, chat: await window.chat() }));
    await chat.frame.getByRole('note').filter({ hasText: 'Answers are simulated.' }).waitFor();
    await chat.ask('Who answers here?');
    assert.match(await chat.finishedAnswer(0), /Who answers here\?/);
    assert.ok(await listens(address), 'the server can be found');
    assert.ok(await listens(simulator), 'the simulator can be found');

    await started.end();
    await silence(address);
    await silence(simulator);
    await page.close();
  });

  it('with a key talks to ModelsLab, starts no simulator, and has forgotten the one before', async function () {
    this.timeout(startTimeout * 2);
    await rm(path.join(copy, 'out', 'simulator'), { recursive: true, force: true });
    started = new Started(copy, await freePort(), 'x');
    const address = await started.address;
    assert.match(started.output, /talks to ModelsLab with the key in MODELSLAB_API_KEY/);
    assert.doesNotMatch(started.output, /simulator at/);
    assert.ok(!existsSync(path.join(copy, 'out', 'simulator')), 'no simulator was built');

    const window = await opened(address);
    const chat = await window.chat();
    await chat.frame.locator('.where', { hasText: 'https://modelslab.com' }).waitFor();
    assert.equal(await chat.frame.getByRole('note').count(), 0);
    assert.equal(await chat.button('Set API key').count(), 0);

    await started.end();
    await silence(address);
    await window.page.close();
  });
});

/** One `npm start` as a terminal runs it. */
class Started {
  /** The address that it tells a person to open. */
  readonly address: Promise<string>;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #output = '';

  constructor(repository: string, port: number, key: string | undefined) {
    const env: NodeJS.ProcessEnv = { ...process.env };
    delete env['MODELSLAB_API_KEY'];
    this.#child = spawn(process.execPath, ['scripts/start.mjs', '--browser', '--port', String(port)], {
      cwd: repository,
      env: key === undefined ? env : { ...env, MODELSLAB_API_KEY: key },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A terminal's job is a process group, and Ctrl-C goes to all of it.
      detached: true,
    });
    // When all that hold its output have ended: the simulator is one of them.
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', () => {
        resolve();
      });
    });
    this.address = new Promise((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        this.#output += chunk.toString();
        const address = /^Open (http:\S+)$/m.exec(this.#output)?.[1];
        if (address !== undefined) {
          resolve(address);
        }
      };
      this.#child.stdout?.on('data', read);
      this.#child.stderr?.on('data', read);
      void this.#ended.then(() => {
        reject(new Error(`It ended by itself:\n${this.#output}`));
      });
    });
  }

  /** All that it has printed so far. */
  get output(): string {
    return this.#output;
  }

  /** Presses Ctrl-C, unless it has ended, and waits for the end; rejects when something stays. */
  async end(): Promise<void> {
    if (this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) {
      process.kill(-this.#child.pid, 'SIGINT');
    }
    let late: NodeJS.Timeout | undefined;
    const stays = new Promise<never>((_, reject) => {
      late = setTimeout(() => {
        reject(new Error(`Something of it still runs after ${endTimeout / 1000} s:\n${this.#output}`));
      }, endTimeout);
    });
    await Promise.race([this.#ended, stays]).finally(() => {
      clearTimeout(late);
    });
  }
}

/** A clone as a person has it after the first start: packages and editors are in place, nothing is built. */
async function copyRepository(): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'lathe-start-'));
  for (const name of (await readdir(root)).filter((each) => !notCopied.has(each) && !each.endsWith('.vsix'))) {
    await cp(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  const cache = path.join(root, '.vscode-test');
  await mkdir(path.join(copy, '.vscode-test'));
  for (const name of (await readdir(cache)).filter((each) => each.startsWith('code-server-'))) {
    await symlink(path.join(cache, name), path.join(copy, '.vscode-test', name), 'junction');
  }
  return copy;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

/** Whether anything takes requests there. */
async function listens(address: string): Promise<boolean> {
  return fetch(address, { signal: AbortSignal.timeout(5000) }).then(
    async (response) => {
      await response.body?.cancel();
      return true;
    },
    () => false,
  );
}

/** Resolves when nothing takes requests there any more: a killed process is gone a moment after the signal. */
async function silence(address: string): Promise<void> {
  const deadline = Date.now() + endTimeout;
  while (await listens(address)) {
    assert.ok(Date.now() < deadline, `something still listens at ${new URL(address).origin}`);
  }
}
