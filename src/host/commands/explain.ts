import * as vscode from 'vscode';
import type { Readings } from '../actions/readings.ts';
import { pointedAt } from '../codeContext.ts';
import type { AskInChat } from './askInChat.ts';

/** Explain: sends what the person points at to the chat, where the answer streams. */
export async function explain(ask: AskInChat, readings: Readings): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a file, and put the cursor in the code to explain.'));
    return;
  }
  const pointed = await readings.during({ document: editor.document, range: editor.selection }, pointedAt(editor));
  if (!pointed) {
    return;
  }
  const { symbol, ...reference } = pointed;
  if (reference.text.trim() === '') {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no code here to explain. Select some.'));
    return;
  }
  const text = symbol === '' ? vscode.l10n.t('Explain this code') : vscode.l10n.t('Explain {0}', symbol);
  await ask({ action: 'explain', text, references: [reference] });
}
