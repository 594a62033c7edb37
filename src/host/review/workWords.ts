import * as vscode from 'vscode';
import type { After } from '../../core/chat/progress.ts';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { EditSession } from '../edits/editSession.ts';
import { workText } from './lensText.ts';
import { isRunning, type OpenEdits } from './openEdits.ts';
import { Repaint } from './repaint.ts';

/** In milliseconds: words that change faster than this cannot be read. */
const pause = 250;

/** In milliseconds: waiting is counted in seconds, and a rate falls while nothing comes. */
const tick = 1000;

/**
 * Says behind the first line of an edit what it does, and how fast. Not among the lenses: VS Code asks for these only once a
 * document has rested for a quarter of a second.
 */
export class WorkWords implements Disposable {
  private readonly store = new DisposableStore();
  private readonly type = this.store.add(
    vscode.window.createTextEditorDecorationType({ after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 2em' } }),
  );
  /** What each editor shows. */
  private readonly shown = new WeakMap<vscode.TextEditor, string>();
  private ticking: Disposable | undefined;

  constructor(
    private readonly edits: OpenEdits,
    private readonly endpoint: () => string,
    private readonly after: After,
  ) {
    const repaint = this.store.add(
      new Repaint(
        () => {
          this.draw();
        },
        pause,
        after,
      ),
    );
    const follow = (): void => {
      repaint.ask();
      this.tick(repaint.ask);
    };
    this.store.add(edits.onDidChange(follow));
    this.store.add(vscode.window.onDidChangeVisibleTextEditors(follow));
  }

  dispose(): void {
    this.ticking?.dispose();
    this.store.dispose();
  }

  private tick(ask: () => void): void {
    this.ticking ??= this.after(tick, () => {
      this.ticking = undefined;
      if (this.edits.all.some(isRunning)) {
        ask();
        this.tick(ask);
      }
    });
  }

  private draw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const words = this.edits.of(editor.document).filter(isAsked).map((session) => this.words(session));
      // With the version, because VS Code moves what it shows with the text.
      const key = words.length === 0 ? '' : JSON.stringify([editor.document.version, words]);
      if (key !== (this.shown.get(editor) ?? '')) {
        this.shown.set(editor, key);
        editor.setDecorations(this.type, words);
      }
    }
  }

  private words(session: EditSession): vscode.DecorationOptions {
    const { line } = session.range.start;
    const end = session.document.lineAt(line).range.end;
    return { range: new vscode.Range(end, end), renderOptions: { after: { contentText: workText(session, this.endpoint(), Date.now()) } } };
  }
}

/** Lines that are given are there at once. */
function isAsked(session: EditSession): boolean {
  return isRunning(session) && session.match === undefined;
}
