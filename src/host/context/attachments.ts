import * as vscode from 'vscode';
import type { Reference } from '../../core/chat/events.ts';
import type { Attachment, Gathered, Tray } from '../../core/context/attach/tray.ts';
import type { Disposable } from '../../core/lifecycle.ts';
import type { Attached } from '../../core/usage/outlook.ts';
import type { ShownAttachment, TrayMessage } from '../../protocol/messages.ts';
import { plainNotice } from '../history/listRows.ts';
import type { Adder } from './adder.ts';
import { pickAttachment } from './attachPick.ts';
import type { ContextDocuments } from './contextDocuments.ts';
import { shownAll } from './shown.ts';
import type { Suggestions } from './suggestions.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

/** What the page is told of them. */
export interface ShownTray {
  readonly items: readonly ShownAttachment[];
  readonly gathering: boolean;
}

type TakenSources = ReturnType<Tray['takeAll']>;

export interface AttachmentsDeps {
  readonly tray: Tray;
  readonly adder: Adder;
  readonly suggestions: Suggestions;
  readonly documents: ContextDocuments;
  readonly workspace: WorkspaceFiles;
  readonly onChange: () => void;
}

/** The attachments as the chat has them: shown, changed by the page, and taken when a question is sent. */
export class Attachments {
  private gathering: AbortController | undefined;
  /** What went with the last question, while it may come back. */
  private held: TakenSources = [];

  constructor(private readonly deps: AttachmentsDeps) {}

  get shown(): ShownTray {
    return { items: shownAll(this.deps.tray.items), gathering: this.gathering !== undefined };
  }

  /** What would go with a question now, as far as it is known. */
  get attached(): readonly Attached[] {
    return this.on.flatMap(({ taken }) => (taken?.type === 'text' ? [taken] : []));
  }

  /** Some of it is not known yet. */
  get isLooking(): boolean {
    return this.on.some(({ taken, progress }) => !taken || progress !== undefined);
  }

  private get on(): readonly Attachment[] {
    return this.deps.tray.items.filter(({ on }) => on);
  }

  readonly onDidChange = (listener: () => void): Disposable => this.deps.tray.onDidChange(listener);

  async act(message: TrayMessage): Promise<void> {
    const { tray, adder, suggestions } = this.deps;
    switch (message.type) {
      case 'attach':
        await pickAttachment(adder, this.deps.workspace);
        return;
      case 'attachUris':
        await adder.dropped(message.uris);
        return;
      case 'attachImage':
        await adder.image(message.name, message.mediaType, message.base64);
        return;
      case 'removeAttachment':
        tray.remove(message.id);
        return;
      case 'switchAttachment':
        tray.switch(message.id, message.on);
        return;
      case 'openAttachment':
        await this.open(message.id, message.question);
        return;
      case 'suggest':
        await suggestions.find(message.request, message.query);
        return;
      case 'chooseSuggestion':
        await suggestions.choose(message.id);
        return;
    }
  }

  /**
   * The texts that go with the question, as they are now. Undefined when it cannot go out: the person has cancelled it, another is
   * being gathered for, or something that was attached is gone, of which they are told.
   */
  gather(question: string): Promise<readonly Reference[] | undefined> {
    return this.gatherWith((signal) => this.deps.tray.gather(question, signal));
  }

  /** The same for what `takeAll` gave. `without`: what is gone is left out. */
  gatherSources(question: string, taken: TakenSources, without: boolean): Promise<readonly Reference[] | undefined> {
    return this.gatherWith((signal) => this.deps.tray.gatherTaken(question, taken, signal, without));
  }

  /** All that is on, for a message that goes out later. */
  takeAll(): TakenSources {
    return this.deps.tray.takeAll();
  }

  /** That message has gone out, or was taken back. */
  release(taken: TakenSources): void {
    this.deps.tray.release(taken);
  }

  private async gatherWith(gather: (signal: AbortSignal) => Promise<Gathered>): Promise<readonly Reference[] | undefined> {
    if (this.gathering) {
      return undefined;
    }
    const controller = new AbortController();
    this.gathering = controller;
    this.deps.onChange();
    try {
      const gathered = await gather(controller.signal);
      if (gathered.type === 'ready') {
        return gathered.references;
      }
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Not sent, because this cannot go along any more: {0}. Send again to go without it.', gathered.labels.map(plainNotice).join(', ')),
      );
      return undefined;
    } catch (error) {
      if (controller.signal.aborted) {
        return undefined;
      }
      throw error;
    } finally {
      this.gathering = undefined;
      this.deps.onChange();
    }
  }

  /** What was added goes for good. */
  sent(): void {
    this.deps.tray.sent();
    this.letGo();
  }

  /** The question was asked with them; whether it goes out is not known before it has ended. */
  asked(): void {
    const { tray } = this.deps;
    const added = tray.items.filter(({ origin }) => origin === 'hand').map(({ label, source }) => ({ label, source }));
    tray.takeAll();
    this.hold(added);
  }

  /** Keeps what went with a question, as it may come back. */
  hold(taken: TakenSources): void {
    this.letGo();
    this.held = taken;
  }

  /** The question came back: what went with it is attached to the next one. */
  giveBack(): void {
    const { held } = this;
    this.held = [];
    for (const { source } of held) {
      this.deps.tray.add(source);
    }
  }

  /** It went out. */
  letGo(): void {
    this.release(this.held);
    this.held = [];
  }

  /** Gives up a question that is still being gathered for; false when there is none. */
  cancel(): boolean {
    this.gathering?.abort();
    return this.gathering !== undefined;
  }

  /** Files open as themselves; what has no file of its own, as it is sent. What is chosen by the question is chosen by the one that is being typed. */
  private async open(id: string, question: string): Promise<void> {
    const { tray, documents } = this.deps;
    const item = tray.items.find((each) => each.id === id);
    if (!item) {
      return;
    }
    const { source } = item;
    switch (source.kind) {
      case 'file':
      case 'rules':
      case 'image':
        await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(source.uri));
        return;
      case 'lines': {
        const selection = new vscode.Range(source.first, 0, source.last, Number.MAX_SAFE_INTEGER);
        await vscode.window.showTextDocument(vscode.Uri.parse(source.uri), { selection });
        return;
      }
      default: {
        const taken = await tray.lookFor(id, question);
        if (taken?.type === 'text') {
          await documents.show(taken.reference);
        }
      }
    }
  }
}
