import * as vscode from 'vscode';
import type { Source } from '../../core/context/attach/source.ts';
import type { Tray } from '../../core/context/attach/tray.ts';
import { fullLines } from '../codeContext.ts';
import { isIgnored } from './ignoring.ts';
import { leadsToSecret, type RealFile } from './realFile.ts';
import { textEditor } from '../textEditor.ts';

/** How long the cursor rests before what it stands in is offered, ms. */
const restMs = 150;

/** What people write in; not what we, or an output channel, only show. */
const schemes = new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-userdata']);

/** Offers what is open: the selection, else the file with the cursor. Never what is secret or ignored. */
export function offerActive(tray: Tray, real: RealFile, onError: (error: unknown) => void): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = 0;
  const offer = async (): Promise<void> => {
    const own = ++round;
    const source = await activeSource(real);
    if (own === round) {
      tray.offer('active', source ? [source] : []);
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      offer().catch(onError);
    }, restMs);
  };
  soon();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.window.onDidChangeVisibleTextEditors(soon),
    vscode.window.onDidChangeTextEditorSelection(soon),
    {
      dispose: () => {
        round++;
        clearTimeout(timer);
      },
    },
  );
}

async function activeSource(real: RealFile): Promise<Source | undefined> {
  const editor = textEditor();
  if (!editor) {
    return undefined;
  }
  const { document, selection } = editor;
  const { uri } = document;
  if (!schemes.has(uri.scheme) || (await leadsToSecret(uri, real)) || (await isIgnored(uri)) || document.isClosed) {
    return undefined;
  }
  if (selection.isEmpty) {
    // An untitled file with nothing in it is not worth a word.
    return document.getText().trim() === '' ? undefined : { kind: 'file', uri: uri.toString() };
  }
  return linesSource(document, selection);
}

/** The whole lines of a selection. */
export function linesSource(document: vscode.TextDocument, range: vscode.Range, symbol = ''): Source {
  const { start, end } = fullLines(document, range);
  return { kind: 'lines', uri: document.uri.toString(), first: start.line, last: end.line, symbol };
}
