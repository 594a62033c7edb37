import * as vscode from 'vscode';
import { refactorTask } from '../../core/prompt/refactor.ts';
import { suggestionsFor, type SuggestionKind } from '../../core/prompt/suggestions.ts';
import { documentPath } from '../documentPath.ts';
import type { Instructions } from './instructions.ts';
import type { ActionRunner } from './runner.ts';
import type { WorkPlace } from './workPlace.ts';

/** Refactor: offers what fits this code, takes any other wish, and has it done. */
export async function refactor(runner: ActionRunner, instructions: Instructions): Promise<void> {
  const editor = await runner.editor();
  if (!editor) {
    return;
  }
  const found = runner.code(editor);
  const offered = found.then((place) => new Map(place ? suggestionsFor(place.text, place.document.languageId).map(({ kind, wish }) => [words(kind), wish]) : []));
  const more = Promise.all([found, offered]).then(
    ([place, wishes]) => place && { title: titleOf(place), choices: [...wishes.keys()] },
  );
  const chosen = await instructions.ask({ title: vscode.l10n.t('Refactor'), placeholder: vscode.l10n.t('Choose, or describe how') }, more);
  if (chosen === undefined) {
    (await found)?.dispose();
    return;
  }
  const place = await runner.found(editor, found);
  if (!place) {
    return;
  }
  const wish = (await offered).get(chosen);
  if (wish === undefined) {
    await instructions.remember(chosen);
  }
  await runner.carryOut(place, () => ({ title: vscode.l10n.t('Refactor'), task: refactorTask(wish ?? chosen) }));
}

function titleOf({ symbol, range: { start, end }, document }: WorkPlace): string {
  return symbol === ''
    ? vscode.l10n.t('Refactor lines {0} to {1} of {2}', start.line + 1, end.line + 1, documentPath(document.uri))
    : vscode.l10n.t('Refactor {0}', symbol);
}

function words(kind: SuggestionKind): string {
  const { l10n } = vscode;
  switch (kind) {
    case 'split':
      return l10n.t('Split into smaller functions');
    case 'flatten':
      return l10n.t('Flatten the nesting');
    case 'duplicate':
      return l10n.t('Remove repetition');
    case 'parameters':
      return l10n.t('Gather parameters');
    case 'names':
      return l10n.t('Give telling names');
    case 'constants':
      return l10n.t('Name the numbers');
    case 'promises':
      return l10n.t('Use async and await');
    case 'condition':
      return l10n.t('Name parts of the condition');
    case 'loop':
      return l10n.t('Simplify the loop');
    case 'simplify':
      return l10n.t('Simplify');
  }
}
