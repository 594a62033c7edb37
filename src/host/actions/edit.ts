import * as vscode from 'vscode';
import { editTask } from '../../core/prompt/edit.ts';
import { documentPath } from '../documentPath.ts';
import type { Instructions } from './instructions.ts';
import type { ActionRunner } from './runner.ts';

/** Edit: asks what to change in the selection or the symbol at the cursor, and has it changed. */
export async function edit(runner: ActionRunner, instructions: Instructions): Promise<void> {
  const editor = await runner.editor();
  if (!editor) {
    return;
  }
  const { document, selection } = editor;
  const meant = await runner.meant({ document, selection });
  const { start, end } = meant.range;
  const title = meant.symbol === '' ? vscode.l10n.t('Edit lines {0} to {1} of {2}', start.line + 1, end.line + 1, documentPath(document.uri)) : vscode.l10n.t('Edit {0}', meant.symbol);
  const { version } = document;
  const instruction = await instructions.ask({ title, placeholder: vscode.l10n.t('Describe the change') });
  if (instruction === undefined) {
    return;
  }
  await instructions.remember(instruction);
  // While the person typed, the text may have moved.
  const place = document.version === version ? meant : await runner.meant({ document, selection });
  await runner.rewrite(document, place, vscode.l10n.t('Edit'), editTask(instruction));
}
