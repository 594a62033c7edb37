// The builds that other scripts need.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { makePackage } from './packaging/makePackage.mjs';
import { root } from './workbench/paths.mjs';
import { run } from './workbench/run.mjs';

/** Runs esbuild.mjs with these flags; none builds the extension for development. @param {...string} flags */
export const build = async (...flags) => {
  await run(process.execPath, [path.join(root, 'esbuild.mjs'), ...flags], { cwd: root });
};

/** Builds the extension as it ships and packs it. */
export const buildPackage = async () => {
  await build('--production');
  if (!existsSync(path.join(root, 'dist', 'extension.js'))) {
    throw new Error('The build left no dist/extension.js');
  }
  return makePackage();
};
