// What is attached, on the real editor: the tray with all that fills and follows it, and nothing of the chat.
import * as assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Taken } from '../../src/core/context/attach/ports.ts';
import type { Source } from '../../src/core/context/attach/source.ts';
import { Tray, type Attachment } from '../../src/core/context/attach/tray.ts';
import { Adder } from '../../src/host/context/adder.ts';
import { FileTexts } from '../../src/host/context/fileTexts.ts';
import { followChanges } from '../../src/host/context/following.ts';
import { realFileBy, type RealFile } from '../../src/host/context/realFile.ts';
import { shownAll } from '../../src/host/context/shown.ts';
import { EditorTaker } from '../../src/host/context/taker.ts';
import { MementoTrayStore } from '../../src/host/context/trayStore.ts';
import { WorkspaceFiles } from '../../src/host/context/workspaceFiles.ts';
import { realPath } from '../../src/node/realPath.ts';
import type { ShownAttachment } from '../../src/protocol/messages.ts';
import { FakeMemento } from '../fakes/memento.ts';
import { stateKeys } from '../../src/ids.ts';

export class TrayAtWork {
  readonly real: RealFile = realFileBy(realPath);
  /** A folder of this test in the workspace. */
  readonly folder: string;
  readonly tray: Tray;
  readonly adder: Adder;
  readonly taker: EditorTaker;
  private readonly following: vscode.Disposable;

  private constructor(folder: string) {
    this.folder = folder;
    const count = (text: string): number => text.length;
    this.taker = new EditorTaker({ workspace: new WorkspaceFiles(this.real), real: this.real, texts: new FileTexts(count), count, room: () => 100_000, sees: () => true });
    this.tray = new Tray({ taker: this.taker, store: new MementoTrayStore(new FakeMemento(), stateKeys.attachments), newId: () => crypto.randomUUID(), onError: (error) => { throw error; } });
    this.adder = new Adder(this.tray, () => Promise.reject(new Error('No page is asked for.')), vscode.Uri.file(join(folder, 'pasted')));
    this.following = followChanges(this.tray);
  }

  static async open(): Promise<TrayAtWork> {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    assert.ok(root, 'the tests run in a folder');
    return new TrayAtWork(await mkdtemp(join(root, 'attached-')));
  }

  async close(): Promise<void> {
    this.following.dispose();
    this.tray.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The path of something in the test's folder, as the model is told it. */
  path(name: string): string {
    return vscode.workspace.asRelativePath(this.uri(name), false);
  }

  uri(name: string): vscode.Uri {
    return vscode.Uri.file(join(this.folder, name));
  }

  async write(name: string, text: string | Uint8Array): Promise<vscode.Uri> {
    const file = join(this.folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return this.uri(name);
  }

  /** The shown chips, as soon as `holds` is true of them. */
  async until(holds: (items: readonly ShownAttachment[]) => boolean): Promise<readonly ShownAttachment[]> {
    for (;;) {
      const items = shownAll(this.tray.items);
      if (holds(items)) {
        return items;
      }
      await new Promise<void>((resolve) => {
        const subscription = this.tray.onDidChange(() => {
          subscription.dispose();
          resolve();
        });
      });
    }
  }

  /** All of what was attached, once it has been looked at. */
  async settled(): Promise<readonly Attachment[]> {
    await this.until(() => this.tray.items.every(({ taken }) => taken !== undefined));
    return this.tray.items;
  }

  /** What goes along with a question, and must be able to. */
  async gathered(question = ''): Promise<readonly { readonly label: string; readonly path: string; readonly text: string }[]> {
    const gathered = await this.tray.gather(question, new AbortController().signal);
    assert.equal(gathered.type, 'ready');
    return gathered.references.map(({ label, path, text }) => ({ label, path, text }));
  }

  take(source: Source, signal = new AbortController().signal): Promise<Taken> {
    return this.taker.take(source, signal, { question: '', onProgress: () => undefined });
  }
}
