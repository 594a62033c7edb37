import * as vscode from 'vscode';
import { toMarkdown } from '../../core/chat/export.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import { beginning } from '../../core/chat/summary.ts';
import { DisposableStore } from '../../core/lifecycle.ts';
import { transcriptScheme } from '../../ids.ts';
import type { Words } from '../chatView/present.ts';
import { exportWords } from '../history/exportConversation.ts';

/** ms from a change of the conversation to that of the document: an answer's every token would be too much to read along. */
const restMs = 300;

/**
 * The conversation of the panel as a read-only document: to be read by line and with all that an editor offers, such as
 * find, folding and a screen reader's own ways. It grows as the answer does, and follows the panel to another conversation.
 */
export class Transcript implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.changed.event;
  private readonly uri = vscode.Uri.from({ scheme: transcriptScheme, path: `/${vscode.l10n.t('Conversation')}.md` });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly session: ChatSession,
    private readonly words: Words,
    /** Resolves when the conversation of the last window has been read back. */
    private readonly opened: () => Promise<void>,
  ) {
    this.store.add(vscode.workspace.registerTextDocumentContentProvider(transcriptScheme, this));
    this.store.add(
      session.onEvent(() => {
        this.timer ??= setTimeout(() => {
          this.timer = undefined;
          this.changed.fire(this.uri);
        }, restMs);
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  /** Opens it beside the chat, at its end. */
  async open(): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.uri);
    const end = document.lineAt(document.lineCount - 1).range.end;
    await vscode.window.showTextDocument(document, { preview: false, selection: new vscode.Range(end, end) });
  }

  async provideTextDocumentContent(): Promise<string> {
    await this.opened();
    await this.session.whole();
    const { conversation } = this.session;
    if (conversation.turns.length === 0) {
      return vscode.l10n.t('This conversation is empty. What you ask in the chat appears here.');
    }
    const title = conversation.title || beginning(conversation.turns[0]?.prompt.text ?? '', 80) || vscode.l10n.t('Conversation');
    return toMarkdown(conversation, { ...exportWords(this.words), title });
  }
}
