import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';
import type { Logger } from '../../core/logger.ts';
import type { FromPage, ToPage, TrayMessage, Unaddressed } from '../../protocol/messages.ts';
import { isTrayMessage } from '../../protocol/trayMessages.ts';
import type { Attachments } from '../context/attachments.ts';
import type { Draft } from '../draft.ts';
import { creditUrlOf } from '../errorText.ts';
import { answerBudget, isBudgetAction, type BudgetAction } from '../budget/budgetActions.ts';
import { isQueueAction, type QueueAction, type QueuedMessages } from '../messageQueue.ts';
import type { ConversationParameters } from '../parameters/conversationParameters.ts';
import { readCommand, slashSuggestions } from '../slash/slashCommands.ts';
import { Asking } from './asking.ts';
import type { OwnMessage } from './chatView.ts';
import { linkTo } from './turnLink.ts';
import { newFile } from '../answers/newFile.ts';
import { findPlaces, openPlace } from '../answers/places.ts';
import { runInTerminal } from '../answers/runInTerminal.ts';
import { insertAtCursor } from '../edits/insertAtCursor.ts';

type Action = Exclude<FromPage, { type: OwnMessage }>;

/** What the page is told for what it asked for: text given back to the message box, what came of an edit, which names lead somewhere, or what may be written. */
export type PageReply = Unaddressed<Extract<ToPage, { type: 'draft' | 'edited' | 'places' | 'suggestions' }>>;

export interface PageActionDeps {
  readonly session: ChatSession;
  readonly draft: Draft;
  readonly parameters: ConversationParameters;
  readonly attachments: Attachments;
  /** Those of the message that is being edited. */
  readonly editAttachments: Attachments;
  /** Opens what went with a question. */
  readonly openReference: (turnId: string, index: number) => Promise<void>;
  readonly queue: () => QueuedMessages;
  readonly askBalance: () => Promise<void>;
  /** Shows Mermaid source in the Markdown preview. */
  readonly openDiagram: (source: string) => Promise<void>;
  readonly logger: Logger;
}

/** Does what the page's controls ask for. Resolves to what the page is told, if anything. */
export function pageActions({ session, draft, parameters, attachments, editAttachments, openReference, queue, askBalance, openDiagram, logger }: PageActionDeps): (message: Action) => Promise<PageReply | undefined> {
  const asking = new Asking({ session, draft, attachments, editAttachments, queue, readCommand, logger });
  const attach = async (message: TrayMessage, to: Attachments): Promise<PageReply | undefined> => {
    if (message.type === 'suggest' && message.sign === '/') {
      return { type: 'suggestions', request: message.request, items: await slashSuggestions(message.query) };
    }
    await to.act(message);
    return undefined;
  };
  return async (message) => {
    if (message.type === 'inEdit') {
      return attach(message.message, editAttachments);
    }
    if (isTrayMessage(message)) {
      return attach(message, attachments);
    }
    if (isQueueAction(message)) {
      await queue().act(message);
      return undefined;
    }
    if (isBudgetAction(message)) {
      const left = await answerBudget(session, attachments, message);
      return left === '' ? undefined : { type: 'draft', text: left };
    }
    if (message.type === 'ask') {
      const left = await asking.ask(message.text);
      return left === '' ? undefined : { type: 'draft', text: left };
    }
    if (message.type === 'editTurn' || message.type === 'editQueued') {
      return asking.edit(message);
    }
    if (message.type === 'findPlaces') {
      return { type: 'places', names: await findPlaces(message.names) };
    }
    await act(message);
    return undefined;
  };

  async function act(message: Exclude<Action, { type: 'ask' | 'editTurn' | 'editQueued' | 'inEdit' | 'findPlaces' } | TrayMessage | QueueAction | BudgetAction>): Promise<void> {
    switch (message.type) {
      case 'draft':
        draft.set(message.text);
        return;
      case 'stop':
        if (!attachments.cancel() && !editAttachments.cancel()) {
          session.stop();
        }
        return;
      case 'beginEdit':
      case 'endEdit':
        if (message.type === 'endEdit' || message.anew) {
          editAttachments.cancel();
          editAttachments.sent();
        }
        queue().edits(message.type === 'beginEdit' ? message.id : undefined);
        return;
      case 'openReference':
        await openReference(message.turnId, message.index);
        return;
      case 'newChat':
        session.startNew();
        return;
      case 'retry':
        await session.retry(message.turnId);
        return;
      case 'regenerate':
        if (!message.chooseModel || (await vscode.commands.executeCommand<boolean>('lathe.selectModel', { once: true }))) {
          await session.branch(message.turnId);
        }
        return;
      case 'otherVersion':
        session.show(session.conversation.otherVersion(message.turnId, message.by));
        return;
      case 'raiseLimit':
        await session.retry(message.turnId, { maxTokens: (session.conversation.turn(message.turnId)?.maxTokens ?? 0) * 2 });
        return;
      case 'summarize':
        await session.retry(message.turnId, { maxTokens: session.conversation.turn(message.turnId)?.maxTokens ?? 0, summarize: true });
        return;
      case 'continue':
        await session.continue(message.turnId);
        return;
      case 'useAllMessages':
        session.useAllMessages();
        return;
      case 'chooseModel':
        await vscode.commands.executeCommand('lathe.selectModel');
        return;
      case 'askBalance':
        await askBalance();
        return;
      case 'setParameters':
        parameters.set(message.change);
        return;
      case 'saveParameters':
        await parameters.save();
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
      case 'applyCode':
        await vscode.commands.executeCommand('lathe.applyCode', { turnId: message.turnId, text: message.text });
        return;
    }
  }
}
