// npm run test:desktop: the host suite in the desktop VS Code that @vscode/test-electron downloads: the oldest
// supported version and the newest. Needs the internet and, on Linux, a screen (xvfb-run is enough).
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from './build.mjs';
import { receiveResults } from './hostTests/results.mjs';
import { runMain } from './runMain.mjs';
import { startSimulatorProcess } from './simulatorProcess.mjs';
import { root } from './workbench/paths.mjs';
import { copyWorkspace } from './workbench/workspaceCopy.mjs';

/**
 * @param {string} version
 * @param {string} simulator
 */
const runIn = async (version, simulator) => {
  console.log(`VS Code ${version}:`);
  const results = await receiveResults(console.log);
  const workspace = await copyWorkspace();
  const profile = await mkdtemp(path.join(tmpdir(), 'lathe-desktop-'));
  try {
    const exited = runTests({
      version,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out', 'host', 'index.js'),
      extensionTestsEnv: {
        LATHE_RESULTS: results.address,
        LATHE_SIMULATOR: simulator,
        // A key of the person's own must not decide how a test ends.
        MODELSLAB_API_KEY: undefined,
      },
      launchArgs: [
        workspace.folder,
        `--user-data-dir=${profile}`,
        '--disable-extensions',
        '--disable-workspace-trust',
        '--disable-user-env-probe',
        '--skip-getting-started',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
    // An editor that leaves without results has broken off; one that fails after them only says so once more.
    const counts = await Promise.race([
      results.ended,
      exited.then(
        () => results.ended,
        (/** @type {unknown} */ error) => error,
      ),
    ]);
    await exited.catch(() => undefined);
    if (counts instanceof Error) {
      throw counts;
    }
    return /** @type {import('./hostTests/results.mjs').Counts} */ (counts);
  } finally {
    results.close();
    await workspace.remove();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
};

await runMain(async () => {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const oldest = String(manifest.engines.vscode).replace(/^\^/, '');
  await build('--production');
  await build('--host');
  const simulator = await startSimulatorProcess();
  let passed = 0;
  let failed = 0;
  try {
    for (const version of [oldest, 'stable']) {
      const counts = await runIn(version, simulator.baseUrl);
      passed += counts.passed;
      failed += counts.failed;
    }
  } finally {
    simulator.stop();
  }
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed} failed`);
});
