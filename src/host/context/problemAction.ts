import * as vscode from 'vscode';
import type { CommandId } from '../../ids.ts';

const command: CommandId = 'lathe.addToChat';

/** A quick fix on a problem that takes it, with its lines, to the chat. */
export class ProblemAction implements vscode.CodeActionProvider {
  static register(): vscode.Disposable {
    const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'].map((scheme) => ({ scheme }));
    return vscode.languages.registerCodeActionsProvider(schemes, new ProblemAction(), { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] });
  }

  provideCodeActions({ uri }: vscode.TextDocument, range: vscode.Range, { diagnostics, only }: vscode.CodeActionContext): vscode.CodeAction[] {
    const problems = diagnostics.filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint);
    if (problems.length === 0 || (only && !only.contains(vscode.CodeActionKind.QuickFix))) {
      return [];
    }
    const title = vscode.l10n.t('Add to Lathe Chat');
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.diagnostics = problems;
    made.command = { title, command, arguments: [{ uri, range }] };
    return [made];
  }
}
