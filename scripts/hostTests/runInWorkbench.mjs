// The host suite inside the extension host of a VS Code server, with the extension in its development form.
import path from 'node:path';
import { launchBrowser } from '../workbench/browser.mjs';
import { vsCodeNumber } from '../workbench/install.mjs';
import { root } from '../workbench/paths.mjs';
import { startServer } from '../workbench/server.mjs';
import { copyWorkspace } from '../workbench/workspaceCopy.mjs';
import { receiveResults } from './results.mjs';

/** In milliseconds, for the whole suite in one editor. */
const suiteTimeout = 600_000;

/**
 * Runs out/host in that version and resolves with the counts; a run that ends without results, has no tests or takes
 * too long counts one failure and says why.
 * @param {import('../workbench/install.mjs').VsCodeVersion} version
 * @param {string} simulator base URL, handed to the tests as LATHE_SIMULATOR
 * @param {string} part only test files with this in their names; empty for all
 * @param {(line: string) => void} log
 * @returns {Promise<import('./results.mjs').Counts>}
 */
export const runInWorkbench = async (version, simulator, part, log) => {
  // Versions run side by side.
  /** @param {string} line */
  const print = (line) => {
    log(`${vsCodeNumber(version)} ${line}`);
  };
  const results = await receiveResults(print);
  const workspace = await copyWorkspace();
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, LATHE_RESULTS: results.address, LATHE_SIMULATOR: simulator, LATHE_ONLY: part };
  // A key of the person's own must not decide how a test ends.
  delete env['MODELSLAB_API_KEY'];
  const settings = {
    'workbench.startupEditor': 'none',
    // The editor's own chat takes the focus when it appears, out of whatever a test has just opened.
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
  };
  const server = await startServer({ version, env, settings, testable: true, marketplace: false, log: print });
  const browser = await launchBrowser(print);
  /** @type {string[]} */
  const consoleLines = [];
  try {
    const page = await browser.newPage();
    page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text()}`));
    /** @type {Promise<string>} */
    const broken = new Promise((resolve) => {
      page.on('crash', () => {
        resolve('the page crashed');
      });
      void server.ended.then(() => {
        resolve('the server ended');
      });
      // The workbench calls it when the extension host has ended, which it does after `run`.
      void page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => {
        resolve(`the extension host ended with ${code} before the tests had`);
      });
    });
    await page.goto(
      server.url(workspace.folder, { extension: root, tests: path.join(root, 'out', 'host', 'index.js') }),
    );
    const outcome = await Promise.race([
      results.ended,
      broken,
      timeout(suiteTimeout, `no end after ${suiteTimeout / 1000} s`),
    ]);
    if (typeof outcome !== 'string' && outcome.passed + outcome.failed > 0) {
      return outcome;
    }
    const reason = typeof outcome === 'string' ? outcome : 'no test ran';
    print(`  ✘ ${reason}`);
    print([...consoleLines.slice(-30), server.output().slice(-3000)].join('\n'));
    return { passed: 0, failed: 1, failures: [reason] };
  } finally {
    await browser.close();
    await server.stop();
    await workspace.remove();
    results.close();
  }
};

/**
 * @param {number} ms
 * @param {string} reason
 * @returns {Promise<string>}
 */
const timeout = (ms, reason) =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(reason);
    }, ms).unref();
  });
