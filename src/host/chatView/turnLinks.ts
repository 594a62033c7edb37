import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';
import { newerText } from '../conversationMemory.ts';
import { placeOf } from './turnLink.ts';

/** Opens the conversation that a link names, at its turn. */
export class TurnLinks implements vscode.UriHandler {
  constructor(
    private readonly session: ChatSession,
    private readonly opened: () => Promise<void>,
    private readonly reveal: (turnId: string) => Promise<void>,
  ) {}

  async handleUri(uri: vscode.Uri): Promise<void> {
    const place = placeOf(uri);
    if (!place) {
      void vscode.window.showErrorMessage(vscode.l10n.t('This link leads to nothing in Lathe. Copy it again from the chat.'));
      return;
    }
    await this.opened();
    const { session } = this;
    if (session.conversation.id !== place.conversation) {
      if (session.runningTurn !== undefined) {
        void vscode.window.showWarningMessage(
          vscode.l10n.t('An answer is still coming. Stop it or wait for its end, then open the link again.'),
        );
        return;
      }
      const result = await session.open(place.conversation);
      if (result === 'overtaken') {
        // Another conversation was begun meanwhile, by the person: that one is wanted.
        return;
      }
      if (result !== 'opened') {
        void vscode.window.showErrorMessage(
          result === 'newer' ? newerText() : vscode.l10n.t('The conversation of this link is not here. It was deleted, or begun on another machine.'),
        );
        return;
      }
    }
    await session.whole();
    if (!session.conversation.turn(place.turn)) {
      void vscode.window.showErrorMessage(vscode.l10n.t('The question of this link was taken out of the conversation.'));
      return;
    }
    await this.reveal(place.turn);
  }
}
