import * as vscode from 'vscode';
import type { Conversation } from '../../core/chat/conversation.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import type { SessionEvent } from '../../core/chat/sessionEvent.ts';
import { beginning } from '../../core/chat/summary.ts';
import { TranscriptText } from '../../core/chat/transcript.ts';
import { DisposableStore } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import { transcriptScheme } from '../../ids.ts';
import type { Words } from '../chatView/present.ts';
import { exportWords } from '../history/exportConversation.ts';

/** ms from a change of the conversation to that of the document: an answer's every token would be too much to read along. */
const restMs = 300;

export interface TranscriptDeps {
  readonly session: ChatSession;
  readonly words: Words;
  /** Resolves when the conversation of the last window has been read back. */
  readonly opened: () => Promise<void>;
  /** Whether a page of the chat can be seen. */
  readonly isPageShown: () => boolean;
  readonly logger: Logger;
  /** Of its address. */
  readonly scheme?: string;
}

/**
 * The conversation of the panel as a read-only document: to be read by line and with all that an editor offers, such as
 * find, folding and a screen reader's own ways. It grows as the answer does, and follows the panel to another conversation.
 *
 * It is edited in place. A content provider gives a text as a whole each time, and where that is long, VS Code puts the whole
 * in place of the whole: cursor, folding and the place that is read are lost.
 */
export class Transcript implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.changed.event;
  private readonly uri: vscode.Uri;
  private readonly text: TranscriptText;
  /** What the document has is known. */
  private isBegun = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** One change after another: each is counted from the one before. */
  private updating: Promise<void> = Promise.resolve();

  constructor(private readonly deps: TranscriptDeps) {
    const { scheme = transcriptScheme } = deps;
    this.uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Conversation')}.md` });
    this.text = new TranscriptText({
      ...exportWords(deps.words),
      title: titleOf,
      empty: vscode.l10n.t('This conversation is empty. What you ask in the chat appears here.'),
    });
    this.store.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
    this.store.add(
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (uri.toString() === this.uri.toString()) {
          // What has come between its text and its opening.
          this.updateSoon();
        }
      }),
    );
    this.store.add(
      deps.session.onEvent((event) => {
        this.follow(event);
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  /** Opens it beside the chat, at the last answer. */
  async open(): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.uri);
    const last = document.getText().lastIndexOf('\n## ');
    const start = document.positionAt(last + 1);
    await vscode.window.showTextDocument(document, { preview: false, selection: new vscode.Range(start, start) });
  }

  async provideTextDocumentContent(): Promise<string> {
    await this.whole();
    this.isBegun = true;
    return this.text.begin(this.deps.session.conversation);
  }

  private follow(event: SessionEvent): void {
    if (event.type === 'end' && event.end.type !== 'stopped' && this.isRead && !this.deps.isPageShown()) {
      // The page announces it where it is shown.
      void vscode.window.showInformationMessage(event.end.type === 'failed' ? vscode.l10n.t('The answer failed.') : vscode.l10n.t('The answer is complete.'));
    }
    this.updateSoon();
  }

  /** The person is in it. */
  private get isRead(): boolean {
    return vscode.window.activeTextEditor?.document.uri.toString() === this.uri.toString();
  }

  private get document(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && uri.toString() === this.uri.toString());
  }

  private updateSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.updating = this.updating.then(() => this.update()).catch((error: unknown) => {
        this.deps.logger.error('the conversation as a document could not be brought up to date', error);
      });
    }, restMs);
  }

  private async whole(): Promise<void> {
    await this.deps.opened();
    await this.deps.session.whole().catch((error: unknown) => {
      // What could not be read is shown as far as it is loaded.
      this.deps.logger.error('the earlier part of the conversation could not be read', error);
    });
  }

  private async update(): Promise<void> {
    if (this.document) {
      await this.whole();
    }
    const { document } = this;
    if (document && !this.isBegun) {
      // It was open before this began, as when the extension host has been started again.
      this.isBegun = true;
      this.text.found(document.getText().replaceAll('\r\n', '\n'));
    }
    const change = document && this.text.change(this.deps.session.conversation);
    if (!change) {
      return;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(this.uri, new vscode.Range(change.start.line, change.start.character, change.end.line, change.end.character), change.text);
    if (!(await vscode.workspace.applyEdit(edit)) || document.lineCount !== change.lineCount) {
      // Another change was made to it, or it may not be edited.
      this.changed.fire(this.uri);
    }
  }
}

function titleOf(conversation: Conversation): string {
  return conversation.title || beginning(conversation.turns[0]?.prompt.text ?? '', 80) || vscode.l10n.t('Conversation');
}
