import * as vscode from 'vscode';
import type { After } from '../../core/chat/progress.ts';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import { stateKeys } from '../../ids.ts';
import { baseName } from '../documentPath.ts';
import type { Edits, EditSession } from '../edits/editSession.ts';
import { fingerprint } from './fingerprint.ts';
import { isRunning, type OpenEdits } from './openEdits.ts';
import { originalText, originalUri } from './originals.ts';
import { Repaint } from './repaint.ts';
import { savedFrom } from './savedAs.ts';
import { placed, readStored, renamed, type StoredReview } from './storedReview.ts';

/** In milliseconds. Each time the originals of all documents in review are written. */
const pause = 1000;

/**
 * Keeps reviews over a reload of the window and over the closing of an editor. A review belongs to one text: it comes back
 * with it, ends where the changes were taken back meanwhile, and where something else has become of the text it says so.
 */
export class ReviewMemory implements Disposable {
  /** How often all was forgotten. */
  private clearings = 0;
  private readonly store = new DisposableStore();
  /** Those whose document is not open, by its URI. */
  private readonly waiting: Map<string, StoredReview>;
  /** Originals of reviews that could not go on, for a look at them. */
  private readonly lost = new Map<string, string>();
  private written: Promise<void> = Promise.resolve();
  /** Fulfilled when all that is kept so far waits. */
  private kept: Promise<unknown> = Promise.resolve();
  /** The URIs of documents in review whose files are about to have another name. */
  private readonly leaving = new Set<string>();

  constructor(
    private readonly open: OpenEdits,
    private readonly edits: Pick<Edits, 'restore'>,
    private readonly memento: vscode.Memento,
    after: After,
    private readonly logger: Logger,
  ) {
    this.waiting = new Map(readStored(memento.get(stateKeys.reviews)).map((stored) => [stored.uri, stored]));
    const repaint = this.store.add(
      new Repaint(
        () => {
          void this.keepAll();
        },
        pause,
        after,
      ),
    );
    this.store.add(open.onDidChange(repaint.ask));
    this.store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (open.of(document).length > 0) {
          repaint.ask();
        } else {
          this.followSaved(document);
        }
      }),
    );
    this.store.add(vscode.workspace.onDidOpenTextDocument((document) => void this.restore(document)));
    this.store.add(
      vscode.workspace.onWillRenameFiles((event) => {
        event.waitUntil(this.stopBelow(event.files.map(({ oldUri }) => oldUri)));
      }),
    );
    this.store.add(
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) {
          void this.follow(oldUri, newUri);
        }
      }),
    );
    this.store.add(
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        void this.kept.then(() => {
          for (const uri of files) {
            this.move(uri, undefined);
          }
          repaint.ask();
        });
      }),
    );
    this.store.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (!document.isClosed) {
          // Its language changed; the review goes on.
          return;
        }
        void this.keep(document).then(() => this.restoreOpen()).then(repaint.ask);
      }),
    );
    void this.restoreOpen()
      .then(() => this.forgetMissing())
      .then(() => {
        open.wait([...this.waiting.keys()]);
      });
  }

  dispose(): void {
    this.store.dispose();
  }

  /** The original of a document whose review could not go on. */
  readonly original = (uri: string): string | undefined => this.lost.get(uri);

  /** Writes all as it is now; resolves when VS Code has it. */
  save(): Promise<void> {
    const open = [...new Set(this.open.all.map(({ document }) => document))].map((document) => momentOf(document, this.open.of(document)));
    this.open.wait([...this.waiting.keys()]);
    // One that could not be written is not the end of those to come.
    this.written = this.written.catch(() => undefined).then(async () => {
      await this.kept;
      const waiting = [...this.waiting.values()];
      // One that was closed meanwhile is among those that wait.
      const all = [...waiting, ...(await Promise.all(open.filter(({ uri }) => !this.waiting.has(uri)).map(storable)))];
      await this.memento.update(stateKeys.reviews, all.length === 0 ? undefined : all);
    });
    return this.written;
  }

  /** The same, unasked: where VS Code does not take it, the reviews are in memory still, and are written with the next change. */
  private async keepAll(): Promise<void> {
    try {
      await this.save();
    } catch (error) {
      this.logger.error('the reviews could not be kept', error);
    }
  }

  /** Forgets all reviews; those of open files stay to be decided on. */
  async clear(): Promise<void> {
    this.clearings += 1;
    this.waiting.clear();
    this.lost.clear();
    this.open.wait([]);
    await this.written.catch(() => undefined);
    await this.memento.update(stateKeys.reviews, undefined);
  }

  /**
   * A review outlives its editor: it comes back when the document is opened again. An untitled one is gone for good, and so is one
   * whose changes were never saved and were discarded with the editor.
   */
  private keep(document: vscode.TextDocument): Promise<void> {
    const sessions = this.open.of(document);
    if (sessions.length > 0) {
      const moment = momentOf(document, sessions);
      this.open.leave(document);
      if (!document.isUntitled) {
        // One that could not be kept is not the end of those to come.
        const keeping = this.keepMoment(document.uri, moment).catch((error: unknown) => {
          this.logger.error('a review could not be kept', error);
        });
        this.kept = Promise.all([this.kept, keeping]);
      }
    }
    return this.kept.then(() => undefined);
  }

  private async keepMoment(uri: vscode.Uri, moment: Moment): Promise<void> {
    const { clearings } = this;
    // What a file holds that is on its way to another place tells nothing.
    const [stored, discarded] = await Promise.all([storable(moment), this.leaving.has(moment.uri) ? false : isOnDisk(uri, moment.original)]);
    if (clearings === this.clearings && !discarded) {
      this.waiting.set(moment.uri, stored);
    }
  }

  /** The review goes on in the file before formatters change it. Should the saving fail, the untitled document still has its own. */
  private followSaved(file: vscode.TextDocument): void {
    const untitled = savedFrom(file, this.open);
    const sessions = untitled ? this.open.of(untitled) : [];
    this.edits.restore(sessions.map((session) => ({ ...session.save(), id: crypto.randomUUID(), uri: file.uri.toString() })));
    for (const session of sessions.filter(isRunning)) {
      // What is still to come would be written into what is about to close.
      session.stop();
    }
  }

  /** Files may be deleted outside of VS Code, which then tells nobody. */
  private async forgetMissing(): Promise<void> {
    const known = this.waiting.size;
    await Promise.all(
      [...this.waiting.keys()].map(async (uri) => {
        try {
          await vscode.workspace.fs.stat(vscode.Uri.parse(uri));
        } catch (error) {
          if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
            this.waiting.delete(uri);
          }
        }
      }),
    );
    if (this.waiting.size < known) {
      await this.keepAll();
    }
  }

  private async restoreOpen(): Promise<void> {
    await Promise.all(vscode.workspace.textDocuments.map((document) => this.restore(document)));
  }

  private async restore(document: vscode.TextDocument): Promise<void> {
    const uri = document.uri.toString();
    const stored = this.waiting.get(uri);
    if (!stored) {
      return;
    }
    const content = document.getText();
    const same = (await fingerprint(content)) === stored.text;
    if (document.isClosed || this.waiting.get(uri) !== stored) {
      return;
    }
    this.waiting.delete(uri);
    if (same && content === document.getText() && stored.states.length > 0) {
      this.edits.restore(stored.states);
    } else if (content !== stored.original) {
      this.lost.set(uri, stored.original);
      void sayLost(document);
    }
    await this.keepAll();
  }

  /** VS Code copies the text of a document that moves: what is written into it after that would be lost with the old one. */
  private async stopBelow(uris: readonly vscode.Uri[]): Promise<void> {
    const moves = ({ document }: EditSession): boolean => uris.some((uri) => renamed(document.uri.toString(), uri.toString(), '') !== undefined);
    const moving = this.open.all.filter(moves);
    for (const { document } of moving) {
      this.leaving.add(document.uri.toString());
    }
    await Promise.all(
      moving.filter(isRunning).map((session) => {
        session.stop();
        return session.done;
      }),
    );
  }

  /** The document of a file that was renamed is another one, open already; the old one may be open for a while yet. */
  private async follow(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const documents = new Set(this.open.all.map(({ document }) => document));
    await Promise.all(
      [...documents].filter(({ uri }) => renamed(uri.toString(), from.toString(), '') !== undefined).map((each) => this.keep(each)),
    );
    await this.kept;
    for (const uri of [...this.leaving].filter((each) => renamed(each, from.toString(), '') !== undefined)) {
      this.leaving.delete(uri);
    }
    this.move(from, to);
    await this.restoreOpen();
    await this.keepAll();
  }

  /** Follows a file or folder to its new place, or forgets it. */
  private move(from: vscode.Uri, to: vscode.Uri | undefined): void {
    for (const [uri, stored] of [...this.waiting]) {
      const target = renamed(uri, from.toString(), to?.toString() ?? '');
      if (target !== undefined) {
        this.waiting.delete(uri);
        if (to) {
          this.waiting.set(target, placed(stored, target));
        }
      }
    }
  }
}

/** A review at one moment. */
type Moment = Omit<StoredReview, 'text'> & { readonly content: string };

function momentOf(document: vscode.TextDocument, sessions: readonly EditSession[]): Moment {
  return {
    uri: document.uri.toString(),
    content: document.getText(),
    original: originalText(document, sessions),
    states: sessions.map((session) => session.save()),
  };
}

async function storable({ content, ...moment }: Moment): Promise<StoredReview> {
  return { ...moment, text: await fingerprint(content) };
}

/** Whether a file holds this text, however its lines end. False where it cannot be read. */
async function isOnDisk(uri: vscode.Uri, text: string): Promise<boolean> {
  try {
    const saved = await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
    return saved.replaceAll('\r\n', '\n') === text.replaceAll('\r\n', '\n');
  } catch {
    return false;
  }
}

async function sayLost(document: vscode.TextDocument): Promise<void> {
  const name = baseName(document.uri);
  const show = vscode.l10n.t('Open diff');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} has changed since Lathe changed it, so the review cannot go on. The text stays as it is.', name),
    show,
  );
  if (chosen === show) {
    const title = vscode.l10n.t('{0} (Before Lathe ↔ Now)', name);
    await vscode.commands.executeCommand('vscode.diff', originalUri(document), document.uri, title);
  }
}
