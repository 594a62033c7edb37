import * as vscode from 'vscode';
import type { AskOverBudget } from '../../core/usage/budgetedModel.ts';
import { excessText } from './budgetText.ts';
import { raiseBudget } from './raiseBudget.ts';

/** Asks in a notification, for requests that have no place in the chat. Closing it sends nothing. */
export const askOverBudget: AskOverBudget = async (excess, signal) => {
  const once = vscode.l10n.t('Send Once');
  const raise = vscode.l10n.t('Raise Budget...');
  const cancel = vscode.l10n.t('Cancel');
  const chosen = await Promise.race([vscode.window.showWarningMessage(excessText(excess), once, raise, cancel), aborted(signal)]);
  if (chosen === once) {
    return 'once';
  }
  return chosen === raise && (await raiseBudget(excess)) ? 'raised' : 'no';
};

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(undefined);
    }, { once: true });
  });
}
