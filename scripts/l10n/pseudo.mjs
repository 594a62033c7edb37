// A language nobody speaks: every translated text is marked, so that an untranslated one stands out on the screen.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { getL10nPseudoLocalized } from '@vscode/l10n-dev';

/** VS Code's own name for it. */
export const pseudoLocale = 'qps-ploc';

/**
 * Writes the pseudo translation beside each table of texts of an extension's folder: an installed one or a copy,
 * before a window with that language opens on it.
 * @param {string} extensionFolder
 */
export const addPseudoLocale = async (extensionFolder) => {
  for (const table of ['package.nls.json', path.join('l10n', 'bundle.l10n.json')]) {
    const file = path.join(extensionFolder, table);
    /** @type {import('@vscode/l10n-dev').l10nJsonFormat} */
    const texts = JSON.parse(await readFile(file, 'utf8'));
    const pseudo = getL10nPseudoLocalized(texts);
    await writeFile(file.replace(/json$/, `${pseudoLocale}.json`), `${JSON.stringify(pseudo, undefined, 2)}\n`);
  }
};
