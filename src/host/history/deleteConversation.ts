import * as vscode from 'vscode';
import type { Library } from '../../core/chat/library.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import type { ConversationSummary } from '../../core/chat/summary.ts';
import type { Logger } from '../../core/logger.ts';
import type { QueuedMessages } from '../messageQueue.ts';
import { titleOf } from './historyItems.ts';
import { plainNotice } from './listRows.ts';

export interface DeletionDeps {
  readonly session: ChatSession;
  readonly library: Library;
  readonly queue: Pick<QueuedMessages, 'take' | 'putBack'>;
  readonly logger: Logger;
}

/** Deletes at once, with what waits in its queue, and offers to undo it for as long as the notification is there. */
export async function deleteConversation(summary: ConversationSummary, deps: DeletionDeps): Promise<void> {
  const { session, library, queue, logger } = deps;
  const shown = session.conversation.id === summary.id;
  if (shown) {
    session.startNew();
  }
  if (await library.remove(summary.id)) {
    const waiting = queue.take(summary.id);
    offerUndo(summary, shown, deps, () => { queue.putBack(summary.id, waiting); }).catch((error: unknown) => {
      logger.error('the conversation could not be put back', error);
      void vscode.window.showErrorMessage(vscode.l10n.t('The conversation could not be put back. The log tells more.'));
    });
  }
}

async function offerUndo(summary: ConversationSummary, shown: boolean, { session, library }: DeletionDeps, putBack: () => void): Promise<void> {
  const undo = vscode.l10n.t('Undo');
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('Deleted "{0}".', plainNotice(titleOf(summary))), undo);
  if (chosen === undo && (await library.restore(summary.id))) {
    putBack();
    if (shown && session.conversation.turns.length === 0) {
      await session.open(summary.id);
    }
  }
}
