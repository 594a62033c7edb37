import * as vscode from 'vscode';
import { startWithComment } from '../../core/context/lines.ts';
import { documentTask } from '../../core/prompt/document.ts';
import { fullLines } from '../codeContext.ts';
import type { ActionRunner } from './runner.ts';

/** Document: writes or renews the doc comment of the selection or of the symbol at the cursor. */
export async function documentCode(runner: ActionRunner): Promise<void> {
  const editor = await runner.editor();
  const place = editor && (await runner.found(editor, runner.code(editor)));
  await (place &&
    runner.carryOut(place, () => {
      const { document } = place;
      const range = fullLines(document, place.range);
      const lines = document.getText().split(/\r\n|\r|\n/);
      // A comment that stands there already is to be renewed, not doubled.
      const whole = range.with(new vscode.Position(startWithComment(lines, range.start.line), 0));
      return { range: whole, title: vscode.l10n.t('Document'), task: documentTask(document.languageId) };
    }));
}
