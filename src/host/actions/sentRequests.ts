import * as vscode from 'vscode';
import { DisposableStore } from '../../core/lifecycle.ts';
import type { ChatRequest } from '../../core/model.ts';
import { sentScheme } from '../../ids.ts';
import { baseName } from '../documentPath.ts';
import type { Edits } from '../edits/editSession.ts';

/** Most requests that are kept to be shown. */
const limit = 20;

interface Sent {
  readonly file: vscode.Uri;
  readonly title: string;
  readonly request: ChatRequest;
  /** Places of what there was no room for. */
  readonly left: readonly string[];
}

/** What the actions sent, word for word, in memory only, to be looked at in a read-only document. */
export class SentRequests implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly requests = new Map<string, Sent>();
  private readonly store = new DisposableStore();

  constructor(edits: Pick<Edits, 'onDidAskAgain'>) {
    this.store.add(vscode.workspace.registerTextDocumentContentProvider(sentScheme, this));
    this.store.add(
      edits.onDidAskAgain(({ session: { document, title }, request }) => {
        this.add(document.uri, title, request, []);
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  add(file: vscode.Uri, title: string, request: ChatRequest, left: readonly string[]): void {
    // A name that no other has had: VS Code shows the text of before under one that it knows, also from the last window.
    this.requests.set(crypto.randomUUID(), { file, title, request, left });
    for (const id of [...this.requests.keys()].slice(0, -limit)) {
      this.requests.delete(id);
    }
  }

  /** Opens the last request of the active file, else the last of all. */
  async show(): Promise<void> {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    const all = [...this.requests].reverse();
    const [found] = [...all.filter(([, { file }]) => file.toString() === active), ...all];
    if (!found) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No action has sent anything yet in this window.'));
      return;
    }
    const [id, { title, file }] = found;
    // The tab shows it, as VS Code names the sides of its own comparisons.
    const name = `${title.replaceAll('/', ' ')} (${baseName(file)}).md`;
    const uri = vscode.Uri.from({ scheme: sentScheme, path: `/${id}/${name}` });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const sent = this.requests.get(uri.path.split('/')[1] ?? '');
    return sent ? asText(sent) : vscode.l10n.t('This request is no longer kept.');
  }
}

/** The parameters, what there was no room for, and the messages as they are. */
function asText({ request: { model, system, messages, parameters }, left }: Sent): string {
  const { maxTokens, temperature, topP, frequencyPenalty, presencePenalty } = parameters;
  const head = `model: ${model}\nmax_tokens: ${maxTokens}\ntemperature: ${temperature}\ntop_p: ${topP}\nfrequency_penalty: ${frequencyPenalty}\npresence_penalty: ${presencePenalty}${left.length === 0 ? '' : `\nleft out for want of room: ${left.join(', ')}`}`;
  return [head, `--- system ---\n${system}`, ...messages.map(({ role, text }) => `--- ${role} ---\n${text}`)].join('\n\n');
}
