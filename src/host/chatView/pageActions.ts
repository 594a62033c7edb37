import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';
import type { FromPage } from '../../protocol/messages.ts';
import { insertAtCursor } from '../edits/insertAtCursor.ts';

type Action = Exclude<FromPage, { type: 'ready' | 'pageError' }>;

/** Does what the page's controls ask for. `maxTokens`: the present limit, tokens. */
export function pageActions(session: ChatSession, maxTokens: () => number): (message: Action) => Promise<void> {
  return async (message) => {
    switch (message.type) {
      case 'ask':
        session.ask({ action: 'ask', text: message.text, references: [] });
        return;
      case 'stop':
        session.stop();
        return;
      case 'newChat':
        session.startNew();
        return;
      case 'retry':
        session.retry(message.turnId);
        return;
      case 'raiseLimit':
        session.retry(message.turnId, maxTokens() * 2);
        return;
      case 'setKey':
        await vscode.commands.executeCommand('lathe.setKey');
        return;
      case 'openSettings':
        await vscode.commands.executeCommand('workbench.action.openSettings', '@ext:lathe.lathe');
        return;
      case 'showLog':
        await vscode.commands.executeCommand('lathe.showLog');
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return;
      case 'insertAtCursor':
        await insertAtCursor(message.text);
        return;
    }
  };
}
