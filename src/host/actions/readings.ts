import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import { contextKeys, type CommandId } from '../../ids.ts';

/** What is read for; its lines may move meanwhile. */
export interface ReadPlace {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
}

interface Reading {
  readonly id: string;
  readonly place: ReadPlace;
  readonly stop: () => void;
}

/** VS Code takes a plain space after an icon away here. */
const gap = '\u00a0';

/**
 * The time between an action and its request, in which the code around is read: language features may take seconds. It
 * shows above the place and in the status bar, and Cancel, Stop and Escape end it.
 */
export class Readings implements vscode.CodeLensProvider, Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly running = new Set<Reading>();
  private isRegistered = false;
  private isTold = false;

  constructor() {
    this.store.add(
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.tell();
      }),
    );
  }

  /** What the work comes to; undefined as soon as the person ends it, whatever comes of it then. Rejects as the work does. */
  async during<T>(place: ReadPlace, work: Promise<T>): Promise<T | undefined> {
    let stop: () => void = () => undefined;
    const stopped = new Promise<undefined>((resolve) => {
      stop = () => {
        resolve(undefined);
      };
    });
    const reading: Reading = { id: crypto.randomUUID(), place, stop };
    this.running.add(reading);
    this.follow();
    // Most often it is done before anything shows.
    const title = vscode.l10n.t('Lathe is reading the code around...');
    const outcome = Promise.race([work, stopped]);
    try {
      return await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => outcome);
    } finally {
      this.running.delete(reading);
      this.follow();
    }
  }

  /** Ends what the arguments name, or what is read in the active editor, or else all; false when nothing is. */
  stop([first]: readonly unknown[] = []): boolean {
    const all = [...this.running];
    const here = all.filter(isHere);
    const meant = first === undefined ? (here.length > 0 ? here : all) : all.filter(({ id }) => isReference(first) && first.reading === id);
    for (const { stop } of meant) {
      stop();
    }
    return meant.length > 0;
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    return [...this.running]
      .filter(({ place }) => place.document === document)
      .flatMap(({ id, place: { range } }) => {
        const start = new vscode.Range(range.start.line, 0, range.start.line, 0);
        const cancel = { title: vscode.l10n.t('Cancel'), command: 'lathe.stop' satisfies CommandId, arguments: [{ reading: id }] };
        return [
          new vscode.CodeLens(start, { title: `$(loading~spin)${gap}${vscode.l10n.t('Reading the code...')}`, command: '' }),
          new vscode.CodeLens(start, cancel),
        ];
      });
  }

  dispose(): void {
    this.store.dispose();
    this.stop();
  }

  private follow(): void {
    if (!this.isRegistered) {
      // With the first action, not before: until then VS Code has nothing of ours to ask for in any file.
      this.isRegistered = true;
      this.store.add(vscode.languages.registerCodeLensProvider({ pattern: '**' }, this));
    }
    this.changed.fire();
    this.tell();
  }

  private tell(): void {
    const isReading = [...this.running].some(isHere);
    if (this.isTold !== isReading) {
      this.isTold = isReading;
      void vscode.commands.executeCommand('setContext', contextKeys.reading, isReading);
    }
  }
}

/** What our lens names. Other arguments are of what streams. */
function isReference(value: unknown): value is { readonly reading: unknown } {
  return typeof value === 'object' && value !== null && 'reading' in value;
}

function isHere({ place }: Reading): boolean {
  return place.document === vscode.window.activeTextEditor?.document;
}
