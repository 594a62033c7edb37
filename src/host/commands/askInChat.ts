import * as vscode from 'vscode';
import type { Prompt } from '../../core/chat/events.ts';
import type { ChatSession } from '../../core/chat/session.ts';

/** Asks in the chat, in view. While another answer streams the person is asked first, and nothing is lost. */
export type AskInChat = (prompt: Prompt) => Promise<void>;

export function askInChat(session: ChatSession, opened: () => Promise<void>, goToChat: () => Promise<void>): AskInChat {
  return async (prompt) => {
    // A follow-up can be typed at once.
    await goToChat();
    // The answer of the last window must be read back before a new turn is added to it.
    await opened();
    if (session.ask(prompt) === undefined) {
      const stop = prompt.action === 'explain' ? vscode.l10n.t('Stop it and explain') : vscode.l10n.t('Stop it and ask');
      const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('Another answer is still streaming.'), stop);
      if (chosen === stop) {
        session.stop();
        session.ask(prompt);
      }
    }
  };
}
