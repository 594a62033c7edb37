import * as vscode from 'vscode';
import { completeTask, generateTask } from '../../core/prompt/generate.ts';
import { documentPath } from '../documentPath.ts';
import type { ActionRunner } from './runner.ts';
import { WorkPlace } from './workPlace.ts';
import { writePlaceAt } from './writePlace.ts';

/** Generate: asks what to write, and has it written at the cursor or in place of the selection. */
export async function generate(runner: ActionRunner): Promise<void> {
  const place = await placeToWrite(runner);
  if (!place) {
    return;
  }
  const instruction = await askInstruction(place);
  if (instruction === undefined) {
    place.dispose();
    return;
  }
  await write(runner, place, instruction);
}

/** Complete from Here: goes on at the cursor, without asking what. */
export async function complete(runner: ActionRunner): Promise<void> {
  const place = await placeToWrite(runner, (editor) => new vscode.Range(editor.selection.active, editor.selection.active));
  if (place) {
    await runner.carryOut(place, () => {
      const { place: spot, ...where } = writePlaceAt(place.document, place.range);
      return { ...where, title: vscode.l10n.t('Complete from Here'), task: completeTask(spot) };
    });
  }
}

/** Has code written at a place, which may hold some that makes way. Ends the place. */
export function write(runner: ActionRunner, place: WorkPlace, instruction: string, title = vscode.l10n.t('Generate')): Promise<void> {
  return runner.carryOut(place, () => {
    const { place: spot, ...where } = writePlaceAt(place.document, place.range);
    return { ...where, title, task: generateTask(spot, instruction) };
  });
}

async function placeToWrite(runner: ActionRunner, rangeOf = (editor: vscode.TextEditor): vscode.Range => editor.selection): Promise<WorkPlace | undefined> {
  const editor = await runner.editor();
  if (editor && editor.selections.length > 1) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Code is written at one cursor. Press Escape to keep the first, and try again.'));
    return undefined;
  }
  return editor && new WorkPlace(editor.document, rangeOf(editor), '');
}

async function askInstruction({ document, text: selected }: WorkPlace): Promise<string | undefined> {
  const name = documentPath(document.uri);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Generate code'),
    prompt: selected.trim() === '' ? vscode.l10n.t('Describe the code to write at the cursor in {0}', name) : vscode.l10n.t('Describe the code to write in place of the selection in {0}', name),
    placeHolder: vscode.l10n.t('a function that...'),
    ignoreFocusOut: true,
  });
  return text?.trim() || undefined;
}
