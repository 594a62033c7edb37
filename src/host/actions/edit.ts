import * as vscode from 'vscode';
import { editTask } from '../../core/prompt/edit.ts';
import { documentPath } from '../documentPath.ts';
import { write } from './generate.ts';
import type { Instructions } from './instructions.ts';
import type { ActionRunner } from './runner.ts';
import type { WorkPlace } from './workPlace.ts';

/** Edit: asks what to change in the selection or the symbol at the cursor, and has it changed; where nothing is yet, written. */
export async function edit(runner: ActionRunner, instructions: Instructions): Promise<void> {
  const editor = await runner.editor();
  if (!editor) {
    return;
  }
  const found = runner.place(editor);
  const words = found.then((place) => ({ title: titleOf(place) }));
  const instruction = await instructions.ask({ title: vscode.l10n.t('Edit'), placeholder: vscode.l10n.t('Describe the change') }, words);
  if (instruction === undefined) {
    (await found).dispose();
    return;
  }
  await instructions.remember(instruction);
  const place = await runner.found(editor, found);
  if (!place) {
    return;
  }
  const title = vscode.l10n.t('Edit');
  await (place.text.trim() === '' ? write(runner, place, instruction, title) : runner.carryOut(place, () => ({ title, task: editTask(instruction) })));
}

function titleOf({ symbol, text, range: { start, end }, document }: WorkPlace): string {
  const file = documentPath(document.uri);
  if (symbol !== '') {
    return vscode.l10n.t('Edit {0}', symbol);
  }
  return text.trim() === '' ? vscode.l10n.t('Write into {0}', file) : vscode.l10n.t('Edit lines {0} to {1} of {2}', start.line + 1, end.line + 1, file);
}
