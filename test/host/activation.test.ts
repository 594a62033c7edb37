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
  it('begins by itself once the window has started, because a review may be waiting', async () => {
    while (!extension().isActive) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  });

  it('loads the entry alone: the network client waits for the first question, the review for the first edit', async () => {
    await extension().activate();
    assert.deepEqual(loaded(), ['extension.js']);
  });

  it('gives VS Code nothing to ask us about a file before the first edit', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'one\n' });
    const at = new vscode.Position(0, 0);
    assert.deepEqual(await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri), []);
    assert.deepEqual(await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, at), []);
    assert.deepEqual(loaded(), ['extension.js']);
  });

  it('loads the review with the first command of it', async () => {
    await vscode.commands.executeCommand('lathe.edit.nextHunk');
    assert.deepEqual(loaded(), ['extension.js', 'review.js']);
  });

  it('registers every command', async () => {
    const all = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(commandIds.filter((id) => !all.has(id)), []);
  });
});
