import * as vscode from 'vscode';
import type { Reference } from '../../core/chat/events.ts';
import { contextScheme } from '../../ids.ts';

/** Most texts that are kept to be shown. */
const limit = 30;

/** Shows what is or was attached, word for word, in a read-only document. */
export class ContextDocuments implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(contextScheme, this);
  private last = 0;

  dispose(): void {
    this.registration.dispose();
  }

  async show({ label, text, language, kind }: Reference): Promise<void> {
    this.last += 1;
    const id = String(this.last);
    this.texts.set(id, text);
    this.texts.delete(String(this.last - limit));
    const isList = kind === 'folder' || kind === 'workspace';
    const name = label.replaceAll(/[/\\]/g, ' ').trim();
    const uri = vscode.Uri.from({ scheme: contextScheme, path: `/${id}/${name}${isList ? '.md' : ''}` });
    const document = await vscode.workspace.openTextDocument(uri);
    if (!isList && language !== '' && document.languageId !== language) {
      await vscode.languages.setTextDocumentLanguage(document, language);
    }
    await vscode.window.showTextDocument(document, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path.split('/')[1] ?? '') ?? vscode.l10n.t('This text is no longer kept.');
  }
}
