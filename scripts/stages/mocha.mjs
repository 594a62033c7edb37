// Mocha suites outside an editor, in processes of their own.
import { fork } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../workbench/paths.mjs';

/** @typedef {import('../hostTests/results.mjs').Counts} Counts */

/** In milliseconds: a suite that takes longer hangs. */
const suiteTimeout = 1_800_000;

/**
 * Runs the built tests of out/<suite> whose names contain `part`. A run that dies or hangs counts one failure, and so
 * does one without tests.
 * @param {'unit' | 'e2e'} suite
 * @param {string} part
 * @returns {Promise<Counts>}
 */
export const runMocha = async (suite, part) => {
  const files = testFiles(suite, part);
  return files.length === 0 ? noTests(suite, part) : runFiles(suite, files, true);
};

/**
 * As runMocha, each file in a process of its own, `workers` of them at a time.
 * A file with failures is run once more when the machine has nothing else to do: a journey through a browser shares
 * two cores with another one, and a frame that came late is no fault of the product. What needed it is named in the
 * output, and more than `forgiven` such files are failures as they stand.
 * @param {'unit' | 'e2e'} suite
 * @param {string} part
 * @param {number} workers
 * @returns {Promise<Counts>}
 */
export const runMochaFiles = async (suite, part, workers) => {
  const waiting = testFiles(suite, part);
  if (waiting.length === 0) {
    return noTests(suite, part);
  }
  /** @type {Map<string, Counts>} */
  const outcomes = new Map();
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const started = Date.now();
      outcomes.set(file, await runFiles(suite, [file], false));
      console.log(`-- ${path.basename(file)}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  const failing = [...outcomes].filter(([, { failed }]) => failed > 0);
  if (failing.length <= forgiven) {
    for (const [file, { failures }] of failing) {
      console.log(`-- ${path.basename(file)} once more, because of\n   ${failures.join('\n   ')}`);
      outcomes.set(file, await runFiles(suite, [file], false));
    }
  }
  return sum([...outcomes.values()]);
};

/** How many files of a run may need a second one. */
const forgiven = 3;

/**
 * @param {readonly Counts[]} counts
 * @returns {Counts}
 */
export const sum = (counts) => ({
  passed: counts.reduce((all, { passed }) => all + passed, 0),
  failed: counts.reduce((all, { failed }) => all + failed, 0),
  failures: counts.flatMap(({ failures }) => failures),
});

/**
 * @param {string} suite
 * @param {string} part
 * @returns {Counts}
 */
const noTests = (suite, part) => {
  const reason = `There are no tests in test/${suite}${part === '' ? '' : ` with "${part}" in their names`}.`;
  console.log(reason);
  return { passed: 0, failed: 1, failures: [reason] };
};

/**
 * The largest first: they are likely the longest, and would else be left for one process at the end.
 * @param {string} suite
 * @param {string} part
 */
const testFiles = (suite, part) => {
  const folder = path.join(root, 'out', suite);
  return (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .filter((file) => file.endsWith('.test.mjs') && file.includes(part))
    .map((file) => path.join(folder, file))
    .sort((a, b) => statSync(b).size - statSync(a).size);
};

/**
 * @param {string} suite
 * @param {readonly string[]} files
 * @param {boolean} live whether output shows as it comes, or in one piece at the end
 * @returns {Promise<Counts>}
 */
const runFiles = async (suite, files, live) => {
  const config = path.join(root, 'test', suite, '.mocharc.json');
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
    const reason = counts === undefined ? `The run of ${names} ended with ${code} before its end.` : `No test ran in ${names}.`;
    console.log(reason);
    return { passed: counts?.passed ?? 0, failed: 1, failures: [reason] };
  }
  return counts;
};
