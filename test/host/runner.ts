// The actions on the real edits, with a model whose answers the test speaks.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ModelDelta } from '../../src/core/model.ts';
import { Readings } from '../../src/host/actions/readings.ts';
import { ActionRunner, type RunnerDeps } from '../../src/host/actions/runner.ts';
import { SentRequests } from '../../src/host/actions/sentRequests.ts';
import type { EditSession } from '../../src/host/edits/editSession.ts';
import { StreamedEdits } from '../../src/host/edits/streamedEdits.ts';
import { FakeChatModel } from '../fakes/chatModel.ts';

export class RunnerAtWork {
  readonly model = new FakeChatModel();
  readonly edits = new StreamedEdits(this.model);
  readonly sent = new SentRequests(this.edits);
  readonly readings = new Readings();
  readonly runner: ActionRunner;
  private readonly begun: EditSession[] = [];

  constructor(more: Partial<RunnerDeps> = {}) {
    const parameters = { maxTokens: 1, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 };
    this.runner = new ActionRunner({
      settings: () => ({ endpointName: 'e', model: 'm', system: '', parameters }),
      ensureKey: () => Promise.resolve(true),
      count: (text) => Math.ceil(text.length / 4),
      contextWindow: () => undefined,
      edits: {
        start: (request) => {
          const session = this.edits.start(request);
          this.begun.push(session);
          return session;
        },
      },
      sent: this.sent,
      readings: this.readings,
      ...more,
    });
  }

  /** The edit that was begun last. */
  get session(): EditSession {
    const session = this.begun.at(-1);
    if (!session) {
      throw new Error('No edit was begun');
    }
    return session;
  }

  /** The one message of the last request. */
  get question(): string {
    return this.model.requests.at(-1)?.messages.at(-1)?.text ?? '';
  }

  /** Answers with code, in pieces, and resolves when it stands in the document. */
  async answer(code: string): Promise<void> {
    this.model.say(...words(`Sure:\n\n\`\`\`\n${code}\n\`\`\`\nDone.`), { type: 'finish', reason: 'stop' });
    await this.session.done;
  }

  dispose(): void {
    this.edits.dispose();
    this.sent.dispose();
    this.readings.dispose();
  }
}

/** A text as a model says it, a few characters at a time. */
export function words(text: string): readonly ModelDelta[] {
  return (text.match(/.{1,4}/gsu) ?? []).map((piece) => ({ type: 'text', text: piece }));
}

let files = 0;

/** A file of the workspace with a name of its own, in an editor. Names of untitled documents are used again, with their backups. */
export async function openFile(extension: string, text: string): Promise<{ readonly editor: vscode.TextEditor; readonly document: vscode.TextDocument }> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'the tests run in a folder');
  const uri = vscode.Uri.joinPath(folder, `acted-${(files += 1)}-${Date.now()}.${extension}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  editor.options = { insertSpaces: true, tabSize: 4 };
  return { editor, document };
}
