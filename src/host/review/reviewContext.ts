import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import { contextKeys } from '../../ids.ts';
import type { EditSession } from '../edits/editSession.ts';
import { isRunning, type OpenEdits } from './openEdits.ts';
import { openHunks } from './target.ts';

type ReviewKey = 'editing' | 'editingPaths' | 'reviewing' | 'reviewPaths' | 'openEdits';

/** Tells VS Code's `when` clauses of the open edits. */
export class ReviewContext implements Disposable {
  private readonly store = new DisposableStore();
  private readonly told = new Map<ReviewKey, string>();

  constructor(private readonly edits: OpenEdits) {
    const follow = (): void => {
      this.follow();
    };
    this.store.add(edits.onDidChange(follow));
    this.store.add(vscode.window.onDidChangeActiveTextEditor(follow));
  }

  dispose(): void {
    this.store.dispose();
  }

  private follow(): void {
    const { all, here } = this.edits;
    const inReview = all.filter((session) => !isRunning(session) && openHunks(session).length > 0);
    this.tell('editing', here.some(isRunning));
    this.tell('reviewing', here.some((session) => !isRunning(session)));
    this.tell('editingPaths', pathsOf(all.filter(isRunning)));
    this.tell('reviewPaths', pathsOf(inReview));
    this.tell('openEdits', all.length + this.edits.waiting.length > 0);
  }

  /** Each change goes to the window, so only changes do. */
  private tell(key: ReviewKey, value: boolean | readonly string[]): void {
    const text = JSON.stringify(value);
    if (this.told.get(key) !== text) {
      this.told.set(key, text);
      void vscode.commands.executeCommand('setContext', contextKeys[key], value);
    }
  }
}

/** As VS Code names them in `resourcePath`: by path alone where the window and its extensions are on two machines. */
function pathsOf(sessions: readonly EditSession[]): readonly string[] {
  return [...new Set(sessions.flatMap(({ document: { uri } }) => [uri.fsPath, uri.path]))];
}
