// Texts of the extension, as translators get them.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { root } from '../workbench/paths.mjs';

/**
 * What l10n/bundle.l10n.json must hold: every text in a call of vscode.l10n.t in src/, sorted, so that a change shows
 * as a small difference. A text that is not a literal in the call is not found.
 */
export const exportBundle = async () => {
  const files = (await readdir(path.join(root, 'src'), { recursive: true })).filter((name) => /\.tsx?$/.test(name)).sort();
  const sources = await Promise.all(
    files.map(async (name) => ({
      extension: path.extname(name),
      contents: await readFile(path.join(root, 'src', name), 'utf8'),
    })),
  );
  const texts = await getL10nJson(sources);
  const sorted = Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, undefined, 2)}\n`;
};
