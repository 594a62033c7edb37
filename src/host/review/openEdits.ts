import * as vscode from 'vscode';
import { DisposableStore, Emitter, type Disposable } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import type { Edits, EditSession } from '../edits/editSession.ts';

/** The edits that a person has yet to see the end of: those that run, and those in review, in the order they came. */
export class OpenEdits implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed: Emitter<void>;
  private waitingUris: readonly string[] = [];
  private readonly sessions: Set<EditSession>;

  constructor(edits: Pick<Edits, 'onDidChange' | 'open'>, logger: Logger) {
    this.sessions = new Set(edits.open);
    this.changed = new Emitter((error) => {
      logger.error('what shows an edit failed', error);
    });
    this.store.add(
      edits.onDidChange((session) => {
        if (session.state === 'ended') {
          this.sessions.delete(session);
        } else {
          this.sessions.add(session);
        }
        this.changed.emit();
      }),
    );
  }

  /** Tells of those that were there before anyone listened. */
  announce(): void {
    if (this.sessions.size > 0) {
      this.changed.emit();
    }
  }

  /** Tells of every change, the end of an edit included. */
  readonly onDidChange: Emitter<void>['on'] = (listener) => this.changed.on(listener);

  get all(): readonly EditSession[] {
    return [...this.sessions];
  }

  of(document: vscode.TextDocument): readonly EditSession[] {
    return this.all
      .filter((session) => session.document === document)
      .sort((a, b) => a.range.start.compareTo(b.range.start));
  }

  /** Those of the editor that a person works in. */
  get here(): readonly EditSession[] {
    const document = vscode.window.activeTextEditor?.document;
    return document ? this.of(document) : [];
  }

  find(id: string): EditSession | undefined {
    return this.all.find((session) => session.id === id);
  }

  /** Shows the edits of a document that was closed no more. */
  leave(document: vscode.TextDocument): void {
    for (const session of this.of(document)) {
      this.sessions.delete(session);
      this.changed.emit();
    }
  }

  /** URIs of documents that are not open and have a review, which comes back when they are opened. */
  get waiting(): readonly string[] {
    return this.waitingUris;
  }

  wait(uris: readonly string[]): void {
    if (uris.join('\n') !== this.waitingUris.join('\n')) {
      this.waitingUris = uris;
      this.changed.emit();
    }
  }

  dispose(): void {
    this.store.dispose();
  }
}

/** Whether words are still to come. */
export function isRunning({ state }: EditSession): boolean {
  return state === 'waiting' || state === 'thinking' || state === 'writing';
}
