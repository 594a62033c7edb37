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
  const versions = [current, oldest];
  for (const version of versions) {
    await ensureServer(version, console.log);
  }
  await ensureChromium(console.log);
  const simulator = await startSimulatorProcess();
  try {
    const runs = await Promise.all(versions.map((version) => runInWorkbench(version, simulator.baseUrl, part, console.log)));
    return sum(runs);
  } finally {
    simulator.stop();
  }
};

/** @type {Stage} */
const e2e = async (part) => {
  await ensureServer(current, console.log);
  await ensureChromium(console.log);
  await build('--e2e');
  // A browser test waits more than it computes; two at once fit two cores.
  return runMochaFiles('e2e', part, Number(process.env['LATHE_E2E_WORKERS'] ?? 2));
};

/** Each stage with the ones that it cannot run without. @type {ReadonlyMap<string, { readonly stage: Stage, readonly needs: readonly string[] }>} */
export const stages = new Map([
  ['types', { stage: types, needs: [] }],
  ['lint', { stage: lint, needs: [] }],
  ['l10n', { stage: l10n, needs: [] }],
  ['unit', { stage: unit, needs: [] }],
  ['package', { stage: pack, needs: [] }],
  ['host', { stage: host, needs: ['package'] }],
  ['e2e', { stage: e2e, needs: ['package'] }],
]);
