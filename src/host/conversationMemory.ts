import * as vscode from 'vscode';
import type { ChatSession } from '../core/chat/session.ts';
import type { Disposable } from '../core/lifecycle.ts';
import type { Logger } from '../core/logger.ts';
import { contextKeys, stateKeys } from '../ids.ts';

/** Why a conversation is not opened, and what to do. */
export function newerText(): string {
  return vscode.l10n.t('This conversation was written by a newer version of Lathe and is left as it is. Update Lathe to open it.');
}

/** Finds the conversation of the last window again, and tells VS Code's `when` clauses whether an answer is streaming. */
export class ConversationMemory implements Disposable {
  private readonly remembered: string | undefined;
  private readonly subscription: Disposable;
  private opening: Promise<void> | undefined;
  private written: string | undefined;
  private answering = false;

  constructor(
    private readonly session: ChatSession,
    private readonly state: vscode.Memento,
    private readonly logger: Logger,
  ) {
    this.remembered = state.get<string>(stateKeys.conversation);
    this.subscription = session.onEvent(() => {
      this.follow();
    });
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Resolves when the last conversation has been read back, or could not be; the reading happens once. */
  readonly opened = (): Promise<void> => (this.opening ??= this.open());

  private async open(): Promise<void> {
    if (this.remembered === undefined) {
      return;
    }
    try {
      const result = await this.session.open(this.remembered);
      if (result === 'newer') {
        void vscode.window.showWarningMessage(newerText());
      } else if (result === 'missing') {
        this.logger.warn('the last conversation is gone; a new one begins');
      }
    } catch (error) {
      this.logger.error('the last conversation could not be read; a new one begins', error);
    }
  }

  private follow(): void {
    const { id } = this.session.conversation;
    if (this.written !== id) {
      this.written = id;
      void this.state.update(stateKeys.conversation, id);
    }
    const answering = this.session.runningTurn !== undefined;
    if (this.answering !== answering) {
      this.answering = answering;
      void vscode.commands.executeCommand('setContext', contextKeys.answering, answering);
    }
  }
}
