import * as vscode from 'vscode';
import type { CommandId } from '../../ids.ts';
import { findPrompts, type FoundPrompt } from './promptFiles.ts';

const refactorKind = vscode.CodeActionKind.RefactorRewrite;

/**
 * What the lightbulb offers: Fix on a problem, and where code is selected or the refactor menu is asked for, Refactor,
 * Document and the person's own prompts. Nothing is asked of a model, nor of a language server, before one is chosen.
 */
export class CodeActions implements vscode.CodeActionProvider, vscode.Disposable {
  private prompts: Promise<readonly FoundPrompt[]> | undefined;
  private readonly watcher = vscode.workspace.createFileSystemWatcher('**/.github/prompts/*.prompt.md');
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor() {
    const forget = (): void => {
      this.prompts = undefined;
    };
    this.subscriptions = [
      this.watcher,
      this.watcher.onDidChange(forget),
      this.watcher.onDidCreate(forget),
      this.watcher.onDidDelete(forget),
      vscode.languages.registerCodeActionsProvider([{ scheme: 'file' }, { scheme: 'untitled' }, { scheme: 'vscode-remote' }, { scheme: 'vscode-vfs' }, { notebookType: '*' }], this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, refactorKind],
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range | vscode.Selection, context: vscode.CodeActionContext): Promise<vscode.CodeAction[]> {
    const actions: vscode.CodeAction[] = [];
    const problems = context.diagnostics.filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint);
    if (problems.length > 0 && wants(context, vscode.CodeActionKind.QuickFix)) {
      const fix = action(vscode.l10n.t('Fix with Lathe'), vscode.CodeActionKind.QuickFix, 'lathe.fix', { uri: document.uri, range });
      fix.diagnostics = problems;
      actions.push(fix);
    }
    // On every move of the cursor VS Code asks whether to show a bulb: these alone are no reason for one.
    const isAsked = context.triggerKind === vscode.CodeActionTriggerKind.Invoke || !range.isEmpty;
    if (isAsked && wants(context, refactorKind)) {
      actions.push(
        action(vscode.l10n.t('Refactor with Lathe...'), refactorKind, 'lathe.refactor'),
        action(vscode.l10n.t('Document with Lathe'), refactorKind, 'lathe.document'),
      );
      this.prompts ??= findPrompts();
      for (const { uri, prompt } of await this.prompts) {
        if (prompt) {
          actions.push(action(vscode.l10n.t('Lathe: {0}', prompt.name), refactorKind, 'lathe.runPrompt', uri));
        }
      }
    }
    return actions;
  }
}

function wants({ only }: vscode.CodeActionContext, kind: vscode.CodeActionKind): boolean {
  return only === undefined || only.contains(kind);
}

function action(title: string, kind: vscode.CodeActionKind, command: CommandId, ...args: readonly unknown[]): vscode.CodeAction {
  const made = new vscode.CodeAction(title, kind);
  made.command = { title, command, arguments: [...args] };
  return made;
}
