// Makes the .vsix out of what is built.
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import vsce from '@vscode/vsce';
import { root } from '../workbench/paths.mjs';
import { noticesFile, thirdPartyNotices } from './notices.mjs';

const carried = [
  '.vscodeignore',
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist',
  'media',
  'l10n',
];

/**
 * Packs dist/ and what belongs to it into lathe-<version>.vsix in the repository's folder, whatever is in there.
 * Packed from a copy whose manifest has no scripts and no dependencies: they are for developers only, vsce would build
 * a second time, and it would walk through the editors in .vscode-test/.
 * @returns {Promise<{ readonly vsix: string, readonly size: number }>} absolute path and bytes
 */
export const makePackage = async () => {
  const copy = path.join(root, 'out', 'package');
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  for (const name of carried) {
    if (existsSync(path.join(root, name))) {
      await cp(path.join(root, name), path.join(copy, name), { recursive: true });
    }
  }
  /** @type {Record<string, unknown>} */
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const bundled = Object.keys(/** @type {Record<string, string>} */ (manifest['dependencies'] ?? {}));
  await writeFile(path.join(copy, noticesFile), await thirdPartyNotices(bundled));
  const forDevelopers = ['scripts', 'dependencies', 'devDependencies'];
  const shipped = Object.fromEntries(Object.entries(manifest).filter(([name]) => !forDevelopers.includes(name)));
  await writeFile(path.join(copy, 'package.json'), `${JSON.stringify(shipped, undefined, 2)}\n`);

  const vsix = path.join(root, `lathe-${String(manifest['version'])}.vsix`);
  await vsce.createVSIX({
    cwd: copy,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    // Without a repository vsce has nothing to make relative links absolute with, and refuses.
    rewriteRelativeLinks: manifest['repository'] !== undefined,
  });
  return { vsix, size: (await stat(vsix)).size };
};
