import * as vscode from 'vscode';
import type { RequestSettings } from '../../core/chat/ports.ts';
import type { Failure } from '../../core/errors.ts';
import type { ChatModel } from '../../core/model.ts';
import { generateRequest } from '../../core/prompt/generate.ts';
import { contextKeys } from '../../ids.ts';
import type { ShownFailure } from '../../protocol/messages.ts';
import { Generation, type GenerationEnd } from '../edits/generator.ts';
import { indentStyle } from '../edits/place.ts';

/** Characters of the file that are sent from before and after the cursor. */
const before = 12_000;
const after = 4_000;

export interface GenerateDeps {
  readonly model: ChatModel;
  readonly settings: () => RequestSettings;
  readonly describe: (failure: Failure) => ShownFailure;
  /** Makes sure of a key, asking for one when there is none; false when the person gave none. */
  readonly ensureKey: () => Promise<boolean>;
}

/** Generate: asks what to write, and streams the code into the file at the cursor. */
export class GenerateCommand implements vscode.Disposable {
  private readonly running = new Set<Generation>();
  private readonly subscription = vscode.window.onDidChangeActiveTextEditor(() => {
    this.updateContext();
  });

  constructor(private readonly deps: GenerateDeps) {}

  dispose(): void {
    this.subscription.dispose();
    this.running.forEach((generation) => {
      generation.stop();
    });
  }

  /** Stops what streams into the active editor's document; false when nothing does. */
  stop(): boolean {
    const here = this.inActiveEditor();
    here.forEach((generation) => {
      generation.stop();
    });
    return here.length > 0;
  }

  /** @param again what was asked before, and failed before anything was written */
  async run(again?: { readonly instruction: string; readonly failed: Generation }): Promise<void> {
    const editor = again ? await vscode.window.showTextDocument(again.failed.document) : vscode.window.activeTextEditor;
    if (!editor) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a file, and put the cursor where the code should go.'));
      return;
    }
    // Asked for before the instruction, so that nothing typed is lost for want of a key.
    if (!(await this.deps.ensureKey())) {
      return;
    }
    const instruction = again?.instruction ?? (await askInstruction(editor));
    if (instruction === undefined) {
      return;
    }
    const position = again?.failed.position ?? editor.selection.active;
    const generation = new Generation(editor, position, this.deps.model);
    this.running.add(generation);
    this.updateContext();
    let end: GenerationEnd;
    try {
      end = await generation.run(generateRequest(this.deps.settings(), { instruction, ...surroundings(editor, position) }));
    } finally {
      this.running.delete(generation);
      this.updateContext();
    }
    await this.report(end, instruction, generation);
  }

  private async report(end: GenerationEnd, instruction: string, generation: Generation): Promise<void> {
    switch (end.type) {
      case 'finished':
      case 'stopped':
        return;
      case 'out-of-tokens':
        await this.offerRetry(
          end.thinking
            ? vscode.l10n.t('The model ran out of tokens while thinking. Raise the setting lathe.maxTokens.')
            : vscode.l10n.t('The model ran out of tokens: the code is not complete. Raise the setting lathe.maxTokens.'),
          instruction,
          generation,
        );
        return;
      case 'no-code':
        await offerAnswer(vscode.l10n.t('The model answered without code. Nothing was written.'), end.answer);
        return;
      case 'not-insertable':
        await offerAnswer(
          end.reason === 'closed'
            ? vscode.l10n.t('The file was closed, so the generation was stopped.')
            : vscode.l10n.t('The file cannot be edited. Nothing more was written.'),
          end.answer,
        );
        return;
      case 'failed': {
        const shown = this.deps.describe(end.failure);
        const message = shown.detail === '' ? shown.message : `${shown.message} (${shown.detail})`;
        await this.offerRetry(message, instruction, generation);
        return;
      }
    }
  }

  private async offerRetry(message: string, instruction: string, failed: Generation): Promise<void> {
    const retry = vscode.l10n.t('Retry');
    // Where half of the code stands already, another try would write it all again behind that.
    const items = failed.wrote ? [] : [retry];
    if ((await vscode.window.showErrorMessage(message, ...items)) === retry) {
      await this.run({ instruction, failed });
    }
  }

  private inActiveEditor(): readonly Generation[] {
    const document = vscode.window.activeTextEditor?.document;
    return [...this.running].filter((generation) => generation.document === document);
  }

  private updateContext(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.generating, this.inActiveEditor().length > 0);
  }
}

async function askInstruction(editor: vscode.TextEditor): Promise<string | undefined> {
  const { fileName, isUntitled } = editor.document;
  const name = isUntitled ? fileName : vscode.workspace.asRelativePath(fileName, false);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Generate code'),
    prompt: vscode.l10n.t('Describe the code to write at the cursor in {0}', name),
    placeHolder: vscode.l10n.t('a function that...'),
  });
  return text?.trim() || undefined;
}

async function offerAnswer(message: string, answer: string): Promise<void> {
  const show = vscode.l10n.t('Show the answer');
  const items = answer.trim() === '' ? [] : [show];
  if ((await vscode.window.showWarningMessage(message, ...items)) === show) {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: answer });
    await vscode.window.showTextDocument(document);
  }
}

function surroundings(
  editor: vscode.TextEditor,
  position: vscode.Position,
): Omit<Parameters<typeof generateRequest>[1], 'instruction'> {
  const { document } = editor;
  const text = document.getText();
  const cursor = document.offsetAt(position);
  const { unit } = indentStyle(editor);
  return {
    path: vscode.workspace.asRelativePath(document.uri, false),
    language: document.languageId,
    before: text.slice(Math.max(0, cursor - before), cursor),
    after: text.slice(cursor, cursor + after),
    indentation: unit === '\t' ? 'tabs' : `${unit.length} spaces`,
  };
}
