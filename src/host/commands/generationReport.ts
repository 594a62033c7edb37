import * as vscode from 'vscode';
import type { GenerationEnd } from '../edits/generator.ts';
import { describeFailure } from '../errorText.ts';

/** How to try again: with this many times the tokens. */
export interface Again {
  readonly tokensFactor: 1 | 2;
  /** Another key is to be set before. */
  readonly setKey?: boolean;
}

/**
 * Says how a generation ended, where that is not plain to see. Resolves to how to try again, when the person wants that.
 * @param wrote whether code stands in the file already: another try would write it all again behind that
 */
export async function reportGeneration(end: GenerationEnd, wrote: boolean, endpoint: string): Promise<Again | undefined> {
  const { l10n } = vscode;
  switch (end.type) {
    case 'finished':
    case 'stopped':
      return undefined;
    case 'out-of-tokens':
      if (wrote) {
        return say(l10n.t('The model ran out of tokens: the code is not complete. Raise the setting lathe.maxTokens.'), end.answer);
      }
      return offer(
        end.answer === ''
          ? l10n.t('The model ran out of tokens while thinking. Nothing was written.')
          : l10n.t('The model ran out of tokens before any code came. Nothing was written.'),
        l10n.t('Raise the limit and ask again'),
        { tokensFactor: 2 },
      );
    case 'filtered':
      return say(l10n.t('The endpoint held back the rest of the answer.'), end.answer);
    case 'no-code':
      return say(l10n.t('The model answered without code. Nothing was written.'), end.answer);
    case 'not-insertable':
      return say(
        end.reason === 'closed'
          ? l10n.t('The file was closed, so the generation was stopped.')
          : l10n.t('The file cannot be edited. Nothing more was written.'),
        end.answer,
      );
    case 'failed': {
      const { message, detail, actions } = describeFailure(end.failure, endpoint);
      const text = detail === '' ? message : `${message} (${detail})`;
      if (wrote) {
        return say(l10n.t('{0} What came stands in the file; undo takes it back.', text), '');
      }
      return actions.includes('setKey')
        ? offer(text, l10n.t('Set API key'), { tokensFactor: 1, setKey: true })
        : offer(text, l10n.t('Retry'), { tokensFactor: 1 });
    }
  }
}

async function offer(message: string, button: string, again: Again): Promise<Again | undefined> {
  return (await vscode.window.showErrorMessage(message, button)) === button ? again : undefined;
}

/** The answer, when there is one that is not in the file, can be looked at. */
async function say(message: string, answer: string): Promise<undefined> {
  const show = vscode.l10n.t('Show the answer');
  const items = answer.trim() === '' ? [] : [show];
  if ((await vscode.window.showWarningMessage(message, ...items)) === show) {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: answer });
    await vscode.window.showTextDocument(document);
  }
  return undefined;
}
