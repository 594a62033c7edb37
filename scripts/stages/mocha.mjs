// Mocha suites outside an editor, in processes of their own.
import { fork } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../workbench/paths.mjs';

/** @typedef {import('../hostTests/results.mjs').Counts} Counts */

/** In milliseconds: a suite that takes longer hangs. */
const suiteTimeout = 900_000;

/**
 * Runs the built tests of out/<suite> whose names contain `part`. A run that dies or hangs counts one failure, and so
 * does one without tests.
 * @param {'unit' | 'e2e'} suite
 * @param {string} part
 * @param {number} workers how many processes share the files; each takes its share one file after another
 * @returns {Promise<Counts>}
 */
export const runMocha = async (suite, part, workers = 1) => {
  const folder = path.join(root, 'out', suite);
  const files = existsSync(folder) ? testFiles(folder, part) : [];
  if (files.length === 0) {
    console.log(`There are no tests in test/${suite}${part === '' ? '' : ` with "${part}" in their names`}.`);
    return { passed: 0, failed: 1 };
  }
  const config = path.join(root, 'test', suite, '.mocharc.json');
  if (workers === 1) {
    return runFiles(config, files, true);
  }
  const waiting = [...files];
  const counts = { passed: 0, failed: 0 };
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const { passed, failed } = await runFiles(config, [file], false);
      counts.passed += passed;
      counts.failed += failed;
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return counts;
};

/**
 * The largest first: they are likely the longest, and would else be left for one process at the end.
 * @param {string} folder
 * @param {string} part
 */
const testFiles = (folder, part) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.mjs') && file.includes(part))
    .map((file) => path.join(folder, file))
    .sort((a, b) => statSync(b).size - statSync(a).size);

/**
 * @param {string} config
 * @param {readonly string[]} files
 * @param {boolean} live whether output shows as it comes, or in one piece at the end
 * @returns {Promise<Counts>}
 */
const runFiles = async (config, files, live) => {
  const child = fork(path.join(root, 'scripts', 'stages', 'mochaRun.mjs'), [config, ...files], {
    cwd: root,
    execArgv: ['--enable-source-maps'],
    stdio: live ? ['ignore', 'inherit', 'inherit', 'ipc'] : ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
  child.stderr?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
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
  if (output !== '') {
    console.log(output.trimEnd());
  }
  if (counts === undefined || (counts.failed === 0 && code !== 0)) {
    const names = files.map((file) => path.basename(file)).join(', ');
    console.log(counts === undefined ? `The run of ${names} ended with ${code} before its end.` : `No test ran in ${names}.`);
    return { passed: counts?.passed ?? 0, failed: 1 };
  }
  return counts;
};
