import * as vscode from 'vscode';
import type { After } from '../../core/chat/progress.ts';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import { originalScheme } from '../../ids.ts';
import type { EditSession } from '../edits/editSession.ts';
import type { OpenEdits } from './openEdits.ts';
import { Repaint } from './repaint.ts';

/** In milliseconds. A whole file is compared after each change of its original. */
const pause = 200;

/**
 * The read-only documents on the left of a diff: a file as it is without what the open edits of it have written. They follow
 * what the person types and decides.
 */
export class Originals implements vscode.TextDocumentContentProvider, Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly edits: OpenEdits,
    /** The original of a document, by its URI, whose review could not go on. */
    private readonly lost: (uri: string) => string | undefined,
    after: After,
  ) {
    this.store.add(vscode.workspace.registerTextDocumentContentProvider(originalScheme, this));
    const repaint = this.store.add(
      new Repaint(
        () => {
          this.refresh();
        },
        pause,
        after,
      ),
    );
    this.store.add(edits.onDidChange(repaint.ask));
    // What is typed elsewhere in the file stands on both sides.
    this.store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (edits.of(document).length > 0) {
          repaint.ask();
        }
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    const document = documentOf(uri);
    const sessions = document ? this.edits.of(document) : [];
    return sessions.length === 0 ? (this.lost(uri.query) ?? document?.getText()) : document && originalText(document, sessions);
  }

  private refresh(): void {
    for (const shown of vscode.workspace.textDocuments) {
      if (shown.uri.scheme === originalScheme && shown.getText() !== this.provideTextDocumentContent(shown.uri)) {
        this.changed.fire(shown.uri);
      }
    }
  }
}

/** Where the original of a document is found. The path stays, so that VS Code knows its language. */
export function originalUri({ uri }: Pick<vscode.TextDocument, 'uri'>): vscode.Uri {
  return vscode.Uri.from({ scheme: originalScheme, path: uri.path, query: uri.toString() });
}

/**
 * The same for VS Code's marks, a document of its own: VS Code lets go of it whenever it draws them anew, and cannot open a diff of what it
 * lets go of in that moment.
 */
export function marksUri(document: Pick<vscode.TextDocument, 'uri'>): vscode.Uri {
  return originalUri(document).with({ fragment: 'marks' });
}

/** The open document that an original belongs to. */
export function documentOf(original: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === original.query);
}

/** The document's text without what these edits, in the order of their places, have written. */
export function originalText(document: vscode.TextDocument, sessions: readonly EditSession[]): string {
  const [first, ...more] = sessions;
  if (!first) {
    return document.getText();
  }
  if (more.length === 0) {
    return first.baseText();
  }
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const now = document.getText().split(eol);
  let from = 0;
  // By whole lines: an edit that only writes some has none of before, not an empty one.
  const parts = sessions.map(({ region: { firstLine, length, original } }) => {
    const above = now.slice(from, firstLine);
    from = firstLine + length;
    return [...above, ...original];
  });
  return [...parts.flat(), ...now.slice(from)].join(eol);
}
