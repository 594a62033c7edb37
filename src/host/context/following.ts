import * as vscode from 'vscode';
import { moveLines } from '../../core/context/attach/moveLines.ts';
import type { Source } from '../../core/context/attach/source.ts';
import type { Tray } from '../../core/context/attach/tray.ts';

/** How long it rests before what is attached is looked at again, ms. */
const restMs = 400;

/**
 * Follows what happens to attached things: lines move with what is typed above them, files go by their new names, and sizes are told
 * anew. What other programs do to a file is seen when the person comes back to the window, so that no file has to be watched.
 */
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
  const filesLater = (uris: readonly vscode.Uri[]): void => {
    const keys = uris.map(String);
    later(keys.join(' '), (source) => isOneFile(source) && keys.some((key) => isWithin(source.uri, key)));
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
      filesLater([document.uri]);
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      filesLater([uri]);
    }),
    vscode.workspace.onDidCreateFiles(({ files }) => {
      filesLater(files);
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      filesLater(files);
    }),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      tray.move((source) => files.reduce(renamed, source));
      // Folders too: they have another name now.
      const keys = files.map(({ newUri }) => newUri.toString());
      later(keys.join(' '), (source) => 'uri' in source && keys.some((key) => isWithin(source.uri, key)));
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        later('files', isOneFile);
      }
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

/** What has a text or a picture of its own, which is read at a moment's notice; folders are not packed anew for a change of one file. */
function isOneFile(source: Source): source is Extract<Source, { kind: 'file' | 'lines' | 'rules' | 'image' }> {
  return source.kind === 'file' || source.kind === 'lines' || source.kind === 'rules' || source.kind === 'image';
}

/** Whether a URI is this one, or of something in it. */
function isWithin(uri: string, around: string): boolean {
  return uri === around || uri.startsWith(`${around}/`);
}

function renamed(source: Source, { oldUri, newUri }: { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }): Source {
  const before = oldUri.toString();
  return (isOneFile(source) || source.kind === 'folder') && isWithin(source.uri, before) ? { ...source, uri: newUri.toString() + source.uri.slice(before.length) } : source;
}
