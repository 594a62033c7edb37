import * as assert from 'node:assert/strict';
import { basename, dirname, sep } from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../src/ids.ts';

const extension = (): vscode.Extension<unknown> => {
  const found = vscode.extensions.getExtension('lathe.lathe');
  assert.ok(found, 'the extension is installed');
  return found;
};

/** Our own files that the host has loaded, by name. */
function loaded(): readonly string[] {
  const dist = `${extension().extensionPath}${sep}dist`;
  return Object.keys(require.cache)
    .filter((file) => dirname(file) === dist)
    .map((file) => basename(file))
    .toSorted();
}

// Runs first (files run in the order of their names): nothing has used Lathe before it.
describe('activation', () => {
  it('loads the entry alone: the network client waits for the first question', async () => {
    await extension().activate();
    assert.deepEqual(loaded(), ['extension.js']);
  });

  it('registers every command', async () => {
    const all = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(commandIds.filter((id) => !all.has(id)), []);
  });
});
