import * as vscode from 'vscode';
import { roomyLimit, type Excess } from '../../core/usage/budget.ts';
import { saveLimit } from '../settings.ts';
import { amountText, excessText } from './budgetText.ts';

/** Asks for another limit, large enough for the request, and saves it; false when the person gave none. */
export async function raiseBudget(excess: Excess): Promise<boolean> {
  const { span, unit, spent, needed } = excess;
  const least = spent + needed;
  const title = span === 'turn' ? vscode.l10n.t('Raise Budget for One Request') : vscode.l10n.t('Raise Budget for a Day');
  const given = await vscode.window.showInputBox({
    title,
    prompt: unit === 'usd' ? vscode.l10n.t('{0} Type a budget in USD, or 0 for no limit.', excessText(excess)) : vscode.l10n.t('{0} Type a budget in tokens, or 0 for no limit.', excessText(excess)),
    value: String(roomyLimit(excess)),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const amount = numberOf(text);
      if (amount === undefined) {
        return vscode.l10n.t('Type a number, such as {0}, or 0 for no limit.', String(roomyLimit(excess)));
      }
      return amount !== 0 && amount < least ? vscode.l10n.t('This is not enough: {0} is needed.', amountText({ ...excess, limit: amount, spent: 0, needed: least }, least)) : undefined;
    },
  });
  const amount = given === undefined ? undefined : numberOf(given);
  if (amount === undefined) {
    return false;
  }
  await saveLimit(excess, unit === 'tokens' ? Math.ceil(amount) : amount);
  return true;
}

function numberOf(text: string): number | undefined {
  const amount = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}
