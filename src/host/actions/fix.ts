import * as vscode from 'vscode';
import { fixTask } from '../../core/prompt/fix.ts';
import { fullLines, meantIn } from '../codeContext.ts';
import { diagnosticsIn, nearestDiagnostic } from './problems.ts';
import type { ActionRunner } from './runner.ts';
import { WorkPlace } from './workPlace.ts';

/**
 * Fix: the problems of the selection, else those of the symbol at the cursor, else the nearest one. `at` is what a quick
 * fix was chosen for.
 */
export async function fix(runner: ActionRunner, at?: { readonly uri: vscode.Uri; readonly range: vscode.Range }): Promise<void> {
  const editor = await runner.editor();
  if (!editor) {
    return;
  }
  const { document } = editor;
  const selection = at?.uri.toString() === document.uri.toString() ? new vscode.Selection(at.range.start, at.range.end) : editor.selection;
  const problems = problemsAt(document, selection);
  const [first] = problems;
  if (!first) {
    const other = vscode.l10n.t('Edit...');
    const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('VS Code reports no problem in this file.'), other);
    if (chosen === other) {
      await vscode.commands.executeCommand('lathe.edit');
    }
    return;
  }
  // The symbol around, so that the cause can be mended, not only the line that shows it.
  const start = new vscode.Selection(first.range.start, first.range.start);
  const meant = await runner.read({ document, range: first.range }, meantIn({ document, selection: start }, () => fullLines(document, first.range)));
  if (!meant) {
    return;
  }
  const range = problems.reduce((all, each) => all.union(fullLines(document, each.range)), meant.range);
  const place = new WorkPlace(document, range, range.isEqual(meant.range) ? meant.symbol : '');
  await runner.carryOut(place, () => ({ title: vscode.l10n.t('Fix'), task: fixTask(), problems }));
}

function problemsAt(document: vscode.TextDocument, selection: vscode.Selection): readonly vscode.Diagnostic[] {
  const inside = diagnosticsIn(document, fullLines(document, selection));
  const nearest = inside.length > 0 ? undefined : nearestDiagnostic(document, selection.active);
  return nearest ? [nearest] : inside;
}
