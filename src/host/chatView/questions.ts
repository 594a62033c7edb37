import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';

/** Characters of a question that a list shows. */
const longestLabel = 120;

/** Lets the person choose one of the questions of the conversation, the newest first; resolves to its turn's id. */
export async function chooseQuestion(session: ChatSession): Promise<string | undefined> {
  const { turns } = session.conversation;
  if (turns.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This conversation has no questions yet.'));
    return undefined;
  }
  const items = turns.map((turn, index) => ({
    // `$(icon)` in a question is text, not a picture.
    label: turn.prompt.text.slice(0, 4 * longestLabel).replace(/\s+/g, ' ').trim().slice(0, longestLabel).replaceAll('$(', '$\u200B('),
    description: `#${index + 1}`,
    turnId: turn.id,
  }));
  const chosen = await vscode.window.showQuickPick(items.reverse(), {
    title: vscode.l10n.t('Go to Question'),
    placeHolder: vscode.l10n.t('Choose a question of this conversation'),
  });
  return chosen?.turnId;
}
