import * as vscode from 'vscode';
import type { RequestSettings } from '../../core/chat/ports.ts';
import type { ChatModel } from '../../core/model.ts';
import { completeInstruction } from '../../core/prompt/complete.ts';
import { generateRequest } from '../../core/prompt/generate.ts';
import { contextKeys } from '../../ids.ts';
import { surroundings } from '../edits/place.ts';
import type { Edits } from '../edits/editSession.ts';
import { Generation } from '../edits/generator.ts';
import { reportGeneration } from './generationReport.ts';

export interface GenerateDeps {
  readonly model: ChatModel;
  readonly settings: () => RequestSettings;
  /** Makes sure of a key, asking for one when there is none; false when the person gave none. */
  readonly ensureKey: () => Promise<boolean>;
  /** Takes a selection that is to be rewritten. */
  readonly edits: Pick<Edits, 'start'>;
}

interface Order {
  readonly editor: vscode.TextEditor;
  readonly position: vscode.Position;
  readonly instruction: string;
  readonly maxTokens: number;
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
    for (const generation of this.running) {
      generation.stop();
    }
  }

  /** Stops what streams into the active editor's document, or else all that streams; false when nothing does. */
  stop(): boolean {
    const here = this.inActiveEditor();
    const stopped = here.length > 0 ? here : [...this.running];
    for (const generation of stopped) {
      generation.stop();
    }
    return stopped.length > 0;
  }

  async run(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a file, and put the cursor where the code should go.'));
      return;
    }
    // Asked for before the instruction, so that nothing typed is lost for want of a key.
    const instruction = (await this.deps.ensureKey()) ? await askInstruction(editor) : undefined;
    if (instruction !== undefined) {
      const { maxTokens } = this.deps.settings().parameters;
      if (editor.selection.isEmpty) {
        await this.carryOut({ editor, position: editor.selection.end, instruction, maxTokens });
      } else {
        this.rewrite(editor, instruction);
      }
    }
  }

  /** Complete from Here: the same at the cursor, without asking what. */
  async complete(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor && (await this.deps.ensureKey())) {
      const { maxTokens } = this.deps.settings().parameters;
      await this.carryOut({ editor, position: editor.selection.active, instruction: completeInstruction(), maxTokens });
    }
  }

  private rewrite({ document, selection }: vscode.TextEditor, instruction: string): void {
    const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
    if (editor) {
      const task = `${instruction}\nYour code takes the place of these lines:\n${document.getText(selection)}`;
      const request = generateRequest(this.deps.settings(), { instruction: task, ...surroundings(editor, selection.start) });
      this.deps.edits.start({ document, range: selection, title: vscode.l10n.t('Generate'), request });
    }
  }

  private async carryOut(order: Order): Promise<void> {
    const { editor, position, instruction, maxTokens } = order;
    const settings = this.deps.settings();
    const request = generateRequest(
      { ...settings, parameters: { ...settings.parameters, maxTokens } },
      { instruction, ...surroundings(editor, position) },
    );
    const generation = new Generation(editor, position, this.deps.model);
    this.running.add(generation);
    this.updateContext();
    try {
      const end = await generation.run(request);
      this.running.delete(generation);
      this.updateContext();
      const again = await reportGeneration(end, generation.wrote, settings.endpointName);
      if (again) {
        if (again.setKey && !(await vscode.commands.executeCommand('lathe.setKey'))) {
          return;
        }
        // Shown first: its place is valid for the document as it is then.
        const shown = await vscode.window.showTextDocument(generation.document);
        const place = shown.document.validatePosition(generation.position);
        await this.carryOut({ ...order, editor: shown, position: place, maxTokens: maxTokens * again.tokensFactor });
      }
    } finally {
      generation.dispose();
    }
  }

  private inActiveEditor(): readonly Generation[] {
    const document = vscode.window.activeTextEditor?.document;
    return [...this.running].filter((generation) => generation.document === document);
  }

  private updateContext(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.generating, this.inActiveEditor().length > 0);
    void vscode.commands.executeCommand('setContext', contextKeys.working, this.running.size > 0);
  }
}

async function askInstruction(editor: vscode.TextEditor): Promise<string | undefined> {
  const name = vscode.workspace.asRelativePath(editor.document.uri, false);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Generate code'),
    prompt: editor.selection.isEmpty
      ? vscode.l10n.t('Describe the code to write at the cursor in {0}', name)
      : vscode.l10n.t('Describe the code to write after the selection in {0}', name),
    placeHolder: vscode.l10n.t('a function that...'),
    ignoreFocusOut: true,
  });
  return text?.trim() || undefined;
}
