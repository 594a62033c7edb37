import * as vscode from 'vscode';
import { changedRun } from '../../core/apply/lineEdits.ts';
import type { FilePlan } from '../../core/apply/outcome.ts';
import type { Edits, EditSession } from '../edits/editSession.ts';
import type { ApplyFiles } from './applyFiles.ts';
import { matchText } from './applyText.ts';

/** Where what is applied goes, and what is known of files. */
export interface ApplyEnds {
  readonly edits: Pick<Edits, 'start'>;
  readonly isSecretFile: (path: string) => boolean;
  readonly isIgnored: (uri: vscode.Uri) => Promise<boolean>;
}

/** Puts what was planned for a file into review there. Resolves to the edit; undefined when it was not begun, which the person is told. */
export async function startApply(plan: FilePlan, files: ApplyFiles, ends: ApplyEnds): Promise<EditSession | undefined> {
  const uri = files.uriOf(plan.path);
  if (uri && !(await isMeant(uri, plan.path, ends))) {
    return undefined;
  }
  const document = await documentFor(uri, plan.isNew);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const run = changedRun(plan.old, plan.lines);
  if (!run || linesOf(document).join('\n') !== plan.old.join('\n')) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} changed meanwhile. Apply the code again.', plan.path));
    return undefined;
  }
  const end = Math.max(run.first, run.first + run.old.length - 1);
  const range = document.validateRange(new vscode.Range(run.first, 0, end, Number.MAX_SAFE_INTEGER));
  // An empty document has no line to replace.
  const old = document.getText() === '' ? [] : run.old;
  const now = old.length === 0 && run.now.at(-1) === '' ? run.now.slice(0, -1) : run.now;
  const session = ends.edits.start({ document, range, title: vscode.l10n.t('Apply'), request: { old, now, match: matchText(plan.match) } });
  await session.done;
  const [hunk] = session.hunks;
  editor.revealRange(hunk ? new vscode.Range(hunk.start, 0, Math.max(hunk.start, hunk.end - 1), 0) : session.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return session;
}

/** A file that is not on the disk until the person saves it. */
function documentFor(uri: vscode.Uri | undefined, isNew: boolean): Thenable<vscode.TextDocument> {
  if (!uri) {
    return vscode.workspace.openTextDocument({ content: '' });
  }
  return vscode.workspace.openTextDocument(isNew ? uri.with({ scheme: 'untitled' }) : uri);
}

/** Whether the person wants this very file changed, where that does not go without saying. */
async function isMeant(uri: vscode.Uri, path: string, { isSecretFile, isIgnored }: ApplyEnds): Promise<boolean> {
  const isInside = uri.scheme === 'untitled' || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const doubt = !isInside
    ? vscode.l10n.t('{0} is outside of the workspace.', uri.fsPath)
    : isSecretFile(uri.path)
      ? vscode.l10n.t('{0} may hold keys or passwords.', path)
      : (await isIgnored(uri))
        ? vscode.l10n.t('{0} is ignored by the workspace.', path)
        : undefined;
  if (doubt === undefined) {
    return true;
  }
  const apply = vscode.l10n.t('Apply');
  return (await vscode.window.showWarningMessage(vscode.l10n.t('Apply the code to this file?'), { modal: true, detail: doubt }, apply)) === apply;
}

function linesOf(document: vscode.TextDocument): readonly string[] {
  return Array.from({ length: document.lineCount }, (_, index) => document.lineAt(index).text);
}
