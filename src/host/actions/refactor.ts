import * as vscode from 'vscode';
import { refactorTask } from '../../core/prompt/refactor.ts';
import { suggestionsFor, type Suggestion, type SuggestionKind } from '../../core/prompt/suggestions.ts';
import { documentPath } from '../documentPath.ts';
import type { Instructions } from './instructions.ts';
import type { ActionRunner } from './runner.ts';
import type { WorkPlace } from './workPlace.ts';

/** Refactor: offers what fits this code, takes any other wish, and has it done. */
export async function refactor(runner: ActionRunner, refactorings: Instructions): Promise<void> {
  const editor = await runner.editor();
  if (!editor) {
    return;
  }
  const found = runner.code(editor);
  const offered = found.then((place) => (place ? suggestionsFor(place.text, place.document.languageId) : []));
  const more = Promise.all([found, offered]).then(
    ([place, suggestions]) => place && { title: titleOf(place), choices: suggestions.map((each) => ({ label: words(each.kind), description: reason(each, place.range.start.line + 1) })) },
  );
  const chosen = await refactorings.ask({ title: vscode.l10n.t('Refactor'), placeholder: vscode.l10n.t('Choose, or describe how') }, more);
  if (chosen === undefined) {
    (await found)?.dispose();
    return;
  }
  const place = await runner.found(editor, found);
  if (!place) {
    return;
  }
  const wish = (await offered).find(({ kind }) => words(kind) === chosen)?.wish;
  if (wish === undefined) {
    await refactorings.remember(chosen);
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
    case 'callbacks':
      return l10n.t('Take nested callbacks apart');
    case 'duplicate':
      return l10n.t('Remove repetition');
    case 'branches':
      return l10n.t('Shorten the chain of conditions');
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
    case 'types':
      return l10n.t('Replace any with types');
    case 'dead':
      return l10n.t('Remove code in comments');
    case 'simplify':
      return l10n.t('Simplify');
  }
}

/** What in the code tells so, in a few words; `first` is the number of its first line. */
function reason({ kind, sign: { count = 0, names = [], lines = [] } }: Suggestion, first: number): string {
  const { l10n } = vscode;
  const [one, other] = lines.map((line) => line + first);
  switch (kind) {
    case 'split':
      return l10n.t('{0} lines', count);
    case 'flatten':
    case 'callbacks':
      return l10n.t('{0} levels', count);
    case 'branches':
      return l10n.t('{0} branches', count);
    case 'parameters':
      return names[0] === undefined ? l10n.t('{0} parameters', count) : l10n.t('{0} has {1}', names[0], count);
    case 'constants':
    case 'names':
      return names.join(', ');
    case 'duplicate':
    case 'promises':
    case 'condition':
    case 'loop':
    case 'types':
    case 'dead':
      return one === undefined ? '' : other === undefined ? l10n.t('line {0}', one) : l10n.t('lines {0} and {1}', one, other);
    case 'simplify':
      return '';
  }
}
