// npm run l10n: writes l10n/bundle.l10n.json, the texts that the host's code passes to vscode.l10n.t.
// `--check` writes nothing and fails when the committed bundle is not what the code says.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportBundle } from './l10n/bundle.mjs';
import { root } from './workbench/paths.mjs';

const file = path.join(root, 'l10n', 'bundle.l10n.json');
const bundle = await exportBundle();
if (process.argv.includes('--check')) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed !== bundle) {
    console.error('l10n/bundle.l10n.json is not what the code says: run "npm run l10n" and commit it.');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, bundle);
  console.log(`${Object.keys(JSON.parse(bundle)).length} texts in l10n/bundle.l10n.json`);
}
