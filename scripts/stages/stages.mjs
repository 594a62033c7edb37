// What `npm test` does, in this order.
import { build, buildPackage } from '../build.mjs';
import { runInWorkbench } from '../hostTests/runInWorkbench.mjs';
import { packageFaults, zipEntries } from '../packaging/contents.mjs';
import { startSimulatorProcess } from '../simulatorProcess.mjs';
import { ensureChromium } from '../workbench/chromium.mjs';
import { current, ensureServer, oldest } from '../workbench/install.mjs';
import { root } from '../workbench/paths.mjs';
import { run } from '../workbench/run.mjs';
import { runMocha, runMochaFiles, sum } from './mocha.mjs';

/**
 * A stage rejects when it cannot do its work; one that runs tests resolves with their counts.
 * `part` is a part of the names of the test files to run; empty for all.
 * @typedef {import('../hostTests/results.mjs').Counts} Counts
 * @typedef {(part: string) => Promise<Counts | undefined>} Stage
 */

/** npm's own way to a tool's script works on every system. @param {...string} args */
const npmRun = (...args) => run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['run', '--silent', ...args], { cwd: root });

/** @type {Stage} */
const types = async () => {
  await npmRun('check-types');
  return undefined;
};

/** @type {Stage} */
const lint = async () => {
  await npmRun('lint');
  return undefined;
};

/** @type {Stage} */
const l10n = async () => {
  await npmRun('l10n', '--', '--check');
  return undefined;
};

/** @type {Stage} */
const editors = async () => {
  await Promise.all([
    ensureServer(current, console.log).then(() => ensureServer(oldest, console.log)),
    ensureChromium(console.log),
  ]);
  return undefined;
};

/** @type {Stage} */
const unit = async (part) => {
  await build('--unit');
  return runMocha('unit', part);
};

/** @type {Stage} */
const pack = async () => {
  const { vsix, size } = await buildPackage();
  const faults = packageFaults(
    (await zipEntries(vsix)).map((entry) => entry.name),
    size,
  );
  if (faults.length > 0) {
    throw new Error(`The package must not ship: ${faults.join('; ')}`);
  }
  return undefined;
};

/** @type {Stage} */
const host = async (part) => {
  await build('--host');
  const simulator = await startSimulatorProcess();
  try {
    const runs = await Promise.all([current, oldest].map((version) => runInWorkbench(version, simulator.baseUrl, part, console.log)));
    return sum(runs);
  } finally {
    simulator.stop();
  }
};

/** @type {Stage} */
const e2e = async (part) => {
  await build('--e2e');
  // A browser test waits more than it computes; two at once fit two cores.
  return runMochaFiles('e2e', part, Number(process.env['LATHE_E2E_WORKERS'] ?? 2));
};

/** @typedef {{ readonly stage: Stage, readonly needs: readonly string[], readonly beside?: boolean }} StageWithNeeds */

/**
 * Each stage with the ones that it cannot run without. `beside`: it builds nothing that its neighbours build, measures
 * nothing, and runs side by side with those of them that say so too.
 * @type {ReadonlyMap<string, StageWithNeeds>}
 */
export const stages = new Map([
  ['editors', { stage: editors, needs: [], beside: true }],
  ['types', { stage: types, needs: [], beside: true }],
  ['lint', { stage: lint, needs: [], beside: true }],
  ['unit', { stage: unit, needs: [], beside: true }],
  ['l10n', { stage: l10n, needs: [] }],
  ['package', { stage: pack, needs: [] }],
  ['host', { stage: host, needs: ['editors', 'package'] }],
  ['e2e', { stage: e2e, needs: ['editors', 'package'] }],
]);

/**
 * The stages in groups that run one after another.
 * @param {readonly string[]} names
 */
export const together = (names) => {
  /** @type {string[][]} */
  const groups = [];
  for (const name of names) {
    const last = groups.at(-1);
    if (last && stages.get(name)?.beside && last.every((other) => stages.get(other)?.beside)) {
      last.push(name);
    } else {
      groups.push([name]);
    }
  }
  return groups;
};
