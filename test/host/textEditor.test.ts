import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { insertAtCursor } from '../../src/host/edits/insertAtCursor.ts';
import { textEditor } from '../../src/host/textEditor.ts';
import { chatTabType } from '../../src/ids.ts';
import { closeAll, openText } from './editors.ts';

/** A tab with a page of this type, once it is the active one. */
async function openTab(type: string): Promise<vscode.WebviewPanel> {
  const panel = vscode.window.createWebviewPanel(type, type, vscode.ViewColumn.Beside);
  const isActive = (): boolean => panel.active && vscode.window.activeTextEditor === undefined && vscode.window.tabGroups.activeTabGroup.activeTab?.label === type;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (isActive()) {
        listening.dispose();
        resolve();
      }
    };
    const listening = vscode.Disposable.from(
      panel.onDidChangeViewState(look),
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.window.tabGroups.onDidChangeTabs(look),
      vscode.window.tabGroups.onDidChangeTabGroups(look),
    );
    look();
  });
  return panel;
}

describe('the editor that one works in', () => {
  afterEach(closeAll);

  it('is the active one, or the one beside the chat while that is the active tab', async () => {
    const { editor, document } = await openText('plaintext', 'one\n');
    assert.equal(textEditor(), editor);
    const other = await openTab('someoneElse');
    assert.equal(textEditor(), undefined);
    other.dispose();
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const chat = await openTab(chatTabType);
    assert.equal(textEditor()?.document, document);
    await insertAtCursor('two');
    assert.equal(document.getText(), 'twoone\n');
    assert.equal(vscode.window.activeTextEditor?.document, document, 'and one goes on there');
    chat.dispose();
  });
});
