import * as vscode from 'vscode';
import type { AttachmentKind } from '../../protocol/messages.ts';
import type { Adder } from './adder.ts';
import { textEditor } from '../textEditor.ts';

/** A way to attach something, as the lists of `@` and of the button offer it. */
export interface Way {
  readonly id: string;
  readonly kind: AttachmentKind | 'symbol';
  readonly icon: string;
  readonly label: string;
  readonly detail: string;
  readonly run: () => Promise<void> | void;
}

/** All ways but naming a file, folder or symbol. Those that have nothing to give now are left out. */
export function ways(adder: Adder): readonly Way[] {
  const editor = textEditor();
  const all: readonly (Way | undefined)[] = [
    editor && !editor.selection.isEmpty ? { id: 'selection', kind: 'lines', icon: 'selection', label: vscode.l10n.t('Selection'), detail: vscode.l10n.t('What is selected in the editor'), run: () => { adder.selection(); } } : undefined,
    editor ? { id: 'file', kind: 'file', icon: 'file-code', label: vscode.l10n.t('Open file'), detail: vscode.l10n.t('All of the file in the editor'), run: () => { adder.openFile(); } } : undefined,
    { id: 'problems', kind: 'problems', icon: 'warning', label: vscode.l10n.t('Problems'), detail: vscode.l10n.t('All that VS Code reports'), run: () => { adder.add({ kind: 'problems', uri: '' }); } },
    { id: 'changes', kind: 'changes', icon: 'git-compare', label: vscode.l10n.t('Git changes'), detail: vscode.l10n.t('All that is not committed'), run: () => adder.changes() },
    { id: 'commit', kind: 'commit', icon: 'git-commit', label: vscode.l10n.t('Git commit...'), detail: vscode.l10n.t('What a commit changed'), run: () => adder.commit() },
    vscode.window.activeTerminal ? { id: 'terminal', kind: 'terminal', icon: 'terminal', label: vscode.l10n.t('Terminal selection'), detail: vscode.l10n.t('What is selected in the terminal'), run: () => adder.terminal() } : undefined,
    { id: 'page', kind: 'page', icon: 'globe', label: vscode.l10n.t('Web page...'), detail: vscode.l10n.t('The text of an address'), run: () => adder.page() },
    { id: 'image', kind: 'image', icon: 'file-media', label: vscode.l10n.t('Picture...'), detail: vscode.l10n.t('For models that see'), run: () => adder.pickImages() },
    vscode.workspace.workspaceFolders
      ? { id: 'workspace', kind: 'workspace', icon: 'root-folder', label: vscode.l10n.t('Workspace'), detail: vscode.l10n.t('As many files as the model has room for'), run: () => { adder.add({ kind: 'workspace' }); } }
      : undefined,
  ];
  return all.filter((way) => way !== undefined);
}
