import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../scripts/workbench/paths.mjs';

/** The .vsix that `npm run package` leaves in the repository's folder: what ships is what is tested. */
export async function packagedExtension(): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { readonly version: string };
  const vsix = path.join(root, `lathe-${manifest.version}.vsix`);
  await access(vsix).catch(() => {
    throw new Error(`${vsix} is missing: run "npm run package" first`);
  });
  return vsix;
}
