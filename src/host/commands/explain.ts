import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';
import { focusChatCommand } from '../../ids.ts';
import { pointedAt } from '../codeContext.ts';

/** Explain: sends what the person points at to the chat, where the answer streams. */
export async function explain(session: ChatSession, opened: () => Promise<void>, focusInput: () => void): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a file, and put the cursor in the code to explain.'));
    return;
  }
  const { symbol, ...reference } = await pointedAt(editor);
  if (reference.text.trim() === '') {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no code here to explain. Select some.'));
    return;
  }
  const text = symbol === '' ? vscode.l10n.t('Explain this code') : vscode.l10n.t('Explain {0}', symbol);
  await vscode.commands.executeCommand(focusChatCommand);
  // A follow-up can be typed at once.
  focusInput();
  // The answer of the last window must be read back before a new turn is added to it.
  await opened();
  if (session.ask({ action: 'explain', text, references: [reference] }) === undefined) {
    const stop = vscode.l10n.t('Stop it and explain');
    const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('Another answer is still streaming.'), stop);
    if (chosen === stop) {
      session.stop();
      session.ask({ action: 'explain', text, references: [reference] });
    }
  }
}
