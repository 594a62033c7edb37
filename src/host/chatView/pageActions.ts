import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';
import type { FromPage, ToPage } from '../../protocol/messages.ts';
import type { Draft } from '../draft.ts';
import { creditUrlOf } from '../errorText.ts';
import type { OwnMessage } from './chatView.ts';
import { linkTo } from './turnLink.ts';
import { newFile } from '../answers/newFile.ts';
import { findPlaces, openPlace } from '../answers/places.ts';
import { runInTerminal } from '../answers/runInTerminal.ts';
import { insertAtCursor } from '../edits/insertAtCursor.ts';

type Action = Exclude<FromPage, { type: OwnMessage }>;

/** What the page is told for what it asked for: text given back to the message box, or which names lead somewhere. */
export type PageReply = Omit<Extract<ToPage, { type: 'draft' }>, 'epoch'> | Omit<Extract<ToPage, { type: 'places' }>, 'epoch'>;

/** Does what the page's controls ask for. Resolves to what the page is told, if anything. */
export function pageActions(
  session: ChatSession,
  draft: Draft,
  openDiagram: (source: string) => Promise<void>,
): (message: Action) => Promise<PageReply | undefined> {
  return async (message) => {
    if (message.type === 'ask') {
      // An answer to a command may have begun in the moment of sending.
      const asked = session.ask({ action: 'ask', text: message.text, references: [] }) !== undefined;
      draft.set(asked ? '' : message.text);
      return asked ? undefined : { type: 'draft', text: message.text };
    }
    if (message.type === 'findPlaces') {
      return { type: 'places', names: await findPlaces(message.names) };
    }
    await act(message);
    return undefined;
  };

  async function act(message: Exclude<Action, { type: 'ask' | 'findPlaces' }>): Promise<void> {
    switch (message.type) {
      case 'draft':
        draft.set(message.text);
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
        session.retry(message.turnId, (session.conversation.turn(message.turnId)?.maxTokens ?? 0) * 2);
        return;
      case 'continue':
        session.continue(message.turnId);
        return;
      case 'useAllMessages':
        session.useAllMessages();
        return;
      case 'chooseModel':
        await vscode.commands.executeCommand('lathe.selectModel');
        return;
      case 'checkConnection':
        await vscode.commands.executeCommand('lathe.doctor');
        return;
      case 'addCredit':
        await vscode.env.openExternal(vscode.Uri.parse(creditUrlOf(session.conversation.turn(message.turnId)?.endpoint ?? ''), true));
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
      case 'copyLink':
        await vscode.env.clipboard.writeText(linkTo(vscode.env.uriScheme, session.conversation.id, message.turnId));
        return;
      case 'insertAtCursor':
        await insertAtCursor(message.text);
        return;
      case 'newFile':
        await newFile(message.text, message.language, message.file);
        return;
      case 'runInTerminal':
        await runInTerminal(message.text);
        return;
      case 'openDiagram':
        await openDiagram(message.text);
        return;
      case 'openPlace':
        await openPlace(message.name);
        return;
    }
  }
}
