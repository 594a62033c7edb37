import * as vscode from 'vscode';
import { editedPrompt } from '../../core/chat/editedPrompt.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import type { FromPage, ToPage, Unaddressed } from '../../protocol/messages.ts';
import { isAttachmentMessage, type AttachmentMessage, type Attachments } from '../context/attachments.ts';
import type { Draft } from '../draft.ts';
import { creditUrlOf } from '../errorText.ts';
import { isQueueAction, type QueueAction, type QueuedMessages } from '../messageQueue.ts';
import type { ConversationParameters } from '../parameters/conversationParameters.ts';
import { readCommand, slashSuggestions } from '../slash/slashCommands.ts';
import type { OwnMessage } from './chatView.ts';
import { linkTo } from './turnLink.ts';
import { insertAtCursor } from '../edits/insertAtCursor.ts';

type Action = Exclude<FromPage, { type: OwnMessage }>;

/**
 * Does what the page's controls ask for. Resolves to text for the message box, when what was typed could not be asked.
 */
export function pageActions(
  session: ChatSession,
  draft: Draft,
  parameters: ConversationParameters,
  attachments: Attachments,
  queue: () => QueuedMessages,
  tell: (message: Unaddressed<Extract<ToPage, { type: 'suggestions' }>>) => void,
): (message: Action) => Promise<string | undefined> {
  return async (message) => {
    if (message.type === 'suggest' && message.sign === '/') {
      tell({ type: 'suggestions', request: message.request, items: await slashSuggestions(message.query) });
      return undefined;
    }
    if (isAttachmentMessage(message)) {
      await attachments.act(message);
      return undefined;
    }
    if (isQueueAction(message)) {
      await queue().act(message);
      return undefined;
    }
    if (message.type === 'ask') {
      draft.set(message.text);
      return (await ask(message.text)) ? undefined : message.text;
    }
    if (message.type === 'editTurn') {
      const prompt = session.conversation.turn(message.turnId)?.prompt;
      const asked = prompt && (await session.branch(message.turnId, editedPrompt(prompt, message.text, message.kept)));
      return asked === undefined ? message.text : undefined;
    }
    await act(message);
    return undefined;
  };

  /** Whether the message went out, or waits to. */
  async function ask(text: string): Promise<boolean> {
    const { conversation } = session;
    const commanded = await readCommand(text, () => {
      session.startNew();
    });
    if (commanded === 'done') {
      draft.set('');
      return true;
    }
    const known = commanded === 'unknown' ? undefined : commanded;
    if (queue().isBusy) {
      queue().add(text, known);
      draft.set('');
      return true;
    }
    const attached = await attachments.gather(text);
    const brought = attached && known && known.sources.length > 0 ? await attachments.gatherSources(text, known.sources, true) : [];
    const references = attached && brought && [...attached, ...brought, ...(known?.references ?? [])];
    // An answer to a command may have begun in the moment of sending, or another conversation while texts were gathered.
    const asked =
      references && session.conversation === conversation && session.ask({ action: 'ask', text, references, ...(known ? { command: known.command } : {}) }) !== undefined;
    if (asked !== true) {
      return false;
    }
    draft.set('');
    attachments.sent();
    return true;
  }

  async function act(message: Exclude<Action, { type: 'ask' | 'editTurn' } | AttachmentMessage | QueueAction>): Promise<void> {
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
        await session.retry(message.turnId, (session.conversation.turn(message.turnId)?.maxTokens ?? 0) * 2);
        return;
      case 'summarize':
        await session.retry(message.turnId, session.conversation.turn(message.turnId)?.maxTokens, true);
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
    }
  }
}
