// npm run fuzz: the unit tests with 10,000 runs of each property instead of 300, without a time limit. Takes minutes.
import path from 'node:path';
import { build } from './build.mjs';
import { runMain } from './runMain.mjs';
import { root } from './workbench/paths.mjs';
import { run } from './workbench/run.mjs';

await runMain(async () => {
  await build('--unit');
  process.env['LATHE_FUZZ_RUNS'] ??= '10000';
  process.env['LATHE_FUZZ_SEED'] ??= String(Math.floor(Math.random() * 2 ** 31));
  const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const files = process.argv.length > 2 ? process.argv.slice(2) : ['out/unit/**/*.test.mjs'];
  await run(process.execPath, [mocha, '--enable-source-maps', '--timeout', '0', ...files], { cwd: root });
});
