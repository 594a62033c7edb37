// Mocha suites outside an editor, each in a process of its own.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../workbench/paths.mjs';

/** @typedef {import('../hostTests/results.mjs').Counts} Counts */

/** In milliseconds: a suite that takes longer hangs. */
const suiteTimeout = 900_000;

/**
 * Runs the built tests of out/<suite> whose names contain `part`. A suite that dies or hangs counts one failure, and so
 * does one without tests.
 * @param {'unit' | 'e2e'} suite
 * @param {string} part
 * @returns {Promise<Counts>}
 */
export const runMocha = async (suite, part) => {
  const folder = path.join(root, 'out', suite);
  if (!existsSync(folder)) {
    console.log(`There are no tests in test/${suite}.`);
    return { passed: 0, failed: 1 };
  }
  const config = path.join(root, 'test', suite, '.mocharc.json');
  const child = fork(path.join(root, 'scripts', 'stages', 'mochaRun.mjs'), [config, folder, part], {
    cwd: root,
    execArgv: ['--enable-source-maps'],
  });
  /** @type {Counts | undefined} */
  let counts;
  child.once('message', (message) => (counts = /** @type {Counts} */ (message)));
  const hung = setTimeout(() => {
    console.log(`No end after ${suiteTimeout / 1000} s.`);
    // Not SIGKILL: the editors it has started must end with it.
    child.kill('SIGTERM');
  }, suiteTimeout);
  const code = await new Promise((/** @type {(code: number | null) => void} */ resolve) => child.once('close', resolve));
  clearTimeout(hung);
  if (counts === undefined || (counts.failed === 0 && code !== 0)) {
    console.log(counts === undefined ? `The run ended with ${code} before its end.` : 'No test ran.');
    return { passed: counts?.passed ?? 0, failed: 1 };
  }
  return counts;
};
