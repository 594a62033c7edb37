import * as vscode from 'vscode';
import type { Workspace } from '../../core/chat/journal.ts';
import type { Library } from '../../core/chat/library.ts';
import type { JournalStore } from '../../core/chat/ports.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import type { Disposable } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import { stateKeys, type CommandId } from '../../ids.ts';
import type { Words } from '../chatView/present.ts';
import { newerText } from '../conversationMemory.ts';
import type { Draft } from '../draft.ts';
import type { QueuedMessages } from '../messageQueue.ts';
import type { KeyStore } from '../secrets.ts';
import { retentionDays } from '../settings.ts';
import { deleteAllData, type DeleteAllDeps } from './deleteAllData.ts';
import { deleteConversation } from './deleteConversation.ts';
import { exportConversation } from './exportConversation.ts';
import { HistoryPick } from './historyPick.ts';
import { importConversation } from './importConversation.ts';

const dayMs = 86_400_000;
/** What is not urgent waits until the window has come up, ms. */
const purgeAfterMs = 20_000;
/** How long a deleted conversation can be had back, ms: longer than its notification is looked at. */
const removedMs = dayMs;

export interface HistoryDeps {
  readonly session: ChatSession;
  readonly journals: JournalStore;
  readonly library: Library;
  readonly workspace: Workspace | undefined;
  readonly words: Words;
  readonly draft: Draft;
  readonly attachments: DeleteAllDeps['attachments'];
  /** What waits in a conversation goes with it. */
  readonly queue: Pick<QueuedMessages, 'take' | 'putBack' | 'forget'>;
  readonly keys: KeyStore;
  readonly states: readonly vscode.Memento[];
  /** Forgets the reviews of files that are not open. */
  readonly clearReviews: () => Promise<void>;
  readonly folders: readonly (vscode.Uri | undefined)[];
  /** Resolves when the conversation of the last window has been read back. */
  readonly opened: () => Promise<void>;
  /** Shows the turn, once the panel can; it is loaded by then. */
  readonly reveal: (turn: string | undefined) => Promise<void>;
  /** Makes the panel's page anew. */
  readonly renew: () => void;
  readonly logger: Logger;
}

type HistoryCommand = Extract<CommandId, 'lathe.chat.history' | 'lathe.chat.export' | 'lathe.chat.import' | 'lathe.deleteAllData'>;

/** The conversations that are kept: to find, take out, bring in and delete. */
export class History implements Disposable {
  private readonly timer: NodeJS.Timeout;
  private readonly focus: vscode.Disposable;

  constructor(private readonly deps: HistoryDeps) {
    this.timer = setTimeout(() => {
      const { library, session, logger } = deps;
      // The panel may not have been opened yet: then its conversation is only remembered.
      const remembered = deps.states.map((state) => state.get<string>(stateKeys.conversation, ''));
      library.purge(Date.now(), removedMs, retentionDays() * dayMs, [session.conversation.id, ...remembered]).then(deps.queue.forget).catch((error: unknown) => {
        logger.error('old conversations could not be deleted', error);
      });
    }, purgeAfterMs);
    // Another window may have gone on with the conversation that is shown here.
    this.focus = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused && deps.session.runningTurn === undefined) {
        deps.session.takeIn().catch((error: unknown) => {
          deps.logger.error('what another window added could not be read', error);
        });
      }
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.focus.dispose();
  }

  readonly commands: Readonly<Record<HistoryCommand, () => Promise<void>>> = {
    'lathe.chat.history': () => this.show(),
    'lathe.chat.export': async () => {
      const { opened, session, journals, words } = this.deps;
      await opened();
      await exportConversation(session, journals, words);
    },
    'lathe.chat.import': async () => {
      const { journals, workspace } = this.deps;
      const id = await importConversation(journals, workspace);
      if (id !== undefined) {
        await this.openTurn(id, undefined);
      }
    },
    'lathe.deleteAllData': async () => {
      await this.deps.opened();
      await deleteAllData(this.deps);
    },
  };

  /** Opens the conversation in the panel, at the turn when one is given. */
  async openTurn(conversation: string, turn: string | undefined): Promise<void> {
    const { session, opened, reveal } = this.deps;
    await opened();
    if (conversation !== session.conversation.id) {
      const result = await session.open(conversation);
      if (result === 'overtaken') {
        // Another conversation was begun meanwhile, by the person: that one is wanted.
        return;
      }
      if (result !== 'opened') {
        void vscode.window.showWarningMessage(result === 'newer' ? newerText() : vscode.l10n.t('The conversation is gone.'));
        return;
      }
    }
    if (turn !== undefined) {
      await session.whole();
    }
    await reveal(turn);
  }

  private async show(): Promise<void> {
    const { session, journals, library, workspace, opened, queue, logger } = this.deps;
    await opened();
    const chosen = await new HistoryPick({
      ...{ journals, library, workspace, logger },
      current: () => session.conversation.id,
      answering: () => session.runningTurn !== undefined,
      delete: (summary) => deleteConversation(summary, { session, library, queue, logger }),
      now: () => Date.now(),
    }).show();
    if (chosen) {
      await this.openTurn(chosen.summary.id, chosen.turn);
    }
  }
}
