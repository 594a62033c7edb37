import * as vscode from 'vscode';
import { moveLines } from '../../core/context/attach/moveLines.ts';
import type { Source } from '../../core/context/attach/source.ts';
import type { Tray } from '../../core/context/attach/tray.ts';

/** How long typing rests before what is attached is looked at again, ms. */
const restMs = 400;

/** Follows what happens to attached things: lines move with what is typed above them, and sizes are told anew. */
export function followChanges(tray: Tray): vscode.Disposable {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const later = (key: string, concerns: (source: Source) => boolean): void => {
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        tray.refresh(concerns);
      }, restMs),
    );
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) {
        return;
      }
      const uri = document.uri.toString();
      // From the end of the document to its beginning, so that each is told in lines of the text as it is by then.
      const edits = [...contentChanges].sort((a, b) => b.rangeOffset - a.rangeOffset);
      tray.move((source) => {
        if (source.kind !== 'lines' || source.uri !== uri) {
          return source;
        }
        const moved = edits.reduce<{ readonly first: number; readonly last: number }>(
          (lines, { range, text }) => moveLines(lines, { first: range.start.line, last: range.end.line, breaks: text.split(/\r\n|\r|\n/).length - 1 }),
          source,
        );
        return moved.first === source.first && moved.last === source.last ? source : { ...source, first: moved.first, last: moved.last };
      });
      later(uri, (source) => 'uri' in source && source.uri === uri && source.kind !== 'folder');
    }),
    vscode.languages.onDidChangeDiagnostics(() => {
      later('problems', ({ kind }) => kind === 'problems');
    }),
    vscode.workspace.onDidSaveTextDocument(() => {
      later('changes', ({ kind }) => kind === 'changes');
    }),
    {
      dispose: () => {
        for (const timer of timers.values()) {
          clearTimeout(timer);
        }
      },
    },
  );
}
