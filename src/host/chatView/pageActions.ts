import * as vscode from 'vscode';
import { editedPrompt } from '../../core/chat/editedPrompt.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import type { FromPage, ToPage, Unaddressed } from '../../protocol/messages.ts';
import { isAttachmentMessage, type AttachmentMessage, type Attachments } from '../context/attachments.ts';
import type { Draft } from '../draft.ts';
import { creditUrlOf } from '../errorText.ts';
import { answerBudget, isBudgetAction, type BudgetAction } from '../budget/budgetActions.ts';
import { isQueueAction, type QueueAction, type QueuedMessages } from '../messageQueue.ts';
import type { ConversationParameters } from '../parameters/conversationParameters.ts';
import { readCommand, slashSuggestions } from '../slash/slashCommands.ts';
import type { OwnMessage } from './chatView.ts';
import { linkTo } from './turnLink.ts';
import { newFile } from '../answers/newFile.ts';
import { findPlaces, openPlace } from '../answers/places.ts';
import { runInTerminal } from '../answers/runInTerminal.ts';
import { insertAtCursor } from '../edits/insertAtCursor.ts';

type Action = Exclude<FromPage, { type: OwnMessage }>;

/** What the page is told for what it asked for: text given back to the message box, which names lead somewhere, or what may be written. */
export type PageReply = Unaddressed<Extract<ToPage, { type: 'draft' | 'places' | 'suggestions' }>>;

export interface PageActionDeps {
  readonly session: ChatSession;
  readonly draft: Draft;
  readonly parameters: ConversationParameters;
  readonly attachments: Attachments;
  readonly queue: () => QueuedMessages;
  readonly askBalance: () => Promise<void>;
  /** Shows Mermaid source in the Markdown preview. */
  readonly openDiagram: (source: string) => Promise<void>;
}

/** Does what the page's controls ask for. Resolves to what the page is told, if anything. */
export function pageActions({ session, draft, parameters, attachments, queue, askBalance, openDiagram }: PageActionDeps): (message: Action) => Promise<PageReply | undefined> {
  return async (message) => {
    if (message.type === 'suggest' && message.sign === '/') {
      return { type: 'suggestions', request: message.request, items: await slashSuggestions(message.query) };
    }
    if (isAttachmentMessage(message)) {
      await attachments.act(message);
      return undefined;
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
      draft.set(message.text);
      const left = await ask(message.text);
      return left === '' ? undefined : { type: 'draft', text: left };
    }
    if (message.type === 'editTurn') {
      const prompt = session.conversation.turn(message.turnId)?.prompt;
      const asked = prompt && (await session.branch(message.turnId, editedPrompt(prompt, message.text, message.kept)));
      return asked === undefined ? { type: 'draft', text: message.text } : undefined;
    }
    if (message.type === 'findPlaces') {
      return { type: 'places', names: await findPlaces(message.names) };
    }
    await act(message);
    return undefined;
  };

  /** Sends the message, or queues it. Resolves to what of it stays in the box. */
  async function ask(text: string): Promise<string> {
    const { conversation } = session;
    const commanded = await readCommand(text, () => {
      session.startNew();
    });
    const known = commanded === 'unknown' ? undefined : commanded;
    if (known && 'left' in known) {
      draft.set(known.left);
      return known.left;
    }
    if (queue().isBusy) {
      queue().add(text, known);
      draft.set('');
      return '';
    }
    const attached = await attachments.gather(text);
    const brought = attached && known && known.sources.length > 0 ? await attachments.gatherSources(text, known.sources, true) : [];
    const references = attached && brought && [...attached, ...brought, ...(known?.references ?? [])];
    // An answer to a command may have begun in the moment of sending, or another conversation while texts were gathered.
    const asked =
      references && session.conversation === conversation && session.ask({ action: 'ask', text, references, ...(known ? { command: known.command } : {}) }) !== undefined;
    if (asked !== true) {
      return text;
    }
    draft.set('');
    attachments.asked();
    return '';
  }

  async function act(message: Exclude<Action, { type: 'ask' | 'editTurn' | 'findPlaces' } | AttachmentMessage | QueueAction | BudgetAction>): Promise<void> {
    switch (message.type) {
      case 'draft':
        draft.set(message.text);
        return;
      case 'stop':
        if (!attachments.cancel()) {
          session.stop();
        }
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
