import { l10n } from 'vscode';
import type { CommandId } from '../../ids.ts';
import type { FailureAction } from '../../protocol/messages.ts';
import { describeFailure } from '../errorText.ts';
import type { EditSession } from '../edits/editSession.ts';

/** What went wrong with an edit, and the next step where a command of ours takes it. Trying again is offered in any case. */
export interface Trouble {
  readonly text: string;
  /** The same in one or two words. */
  readonly word: string;
  /** The endpoint's own words; empty when there are none. */
  readonly detail: string;
  readonly next?: { readonly title: string; readonly command: CommandId };
}

/** In UTF-16 code units. */
const mostDetail = 1000;

/** Undefined for an edit that went well, that still runs, or that the person stopped. */
export function troubleOf({ end, answer }: Pick<EditSession, 'end' | 'answer'>, endpoint: string): Trouble | undefined {
  const word = l10n.t('Not complete');
  switch (end?.type) {
    case 'failed': {
      const { message, detail, actions } = describeFailure(end.failure, endpoint);
      const next = nextStep(actions);
      return { word: end.failure.code === 'over-budget' ? l10n.t('Not sent') : word, text: message, detail, ...(next && { next }) };
    }
    case 'out-of-tokens':
      return { word, text: l10n.t('The model ran out of tokens: the change is not complete. Raise the setting lathe.maxTokens.'), detail: '' };
    case 'no-code':
      // What it said instead, as far as it can be read over the words.
      return { word: l10n.t('No code'), text: l10n.t('The model answered without code. Nothing was written.'), detail: answer.trim().slice(0, mostDetail) };
    case 'refused':
      return { word: l10n.t('Not possible'), text: end.reason, detail: '' };
    default:
      return undefined;
  }
}

function nextStep(actions: readonly FailureAction[]): Trouble['next'] {
  for (const action of actions) {
    switch (action) {
      case 'setKey':
        return { title: l10n.t('Set API key'), command: 'lathe.setKey' };
      case 'chooseModel':
        return { title: l10n.t('Select model'), command: 'lathe.selectModel' };
      case 'checkConnection':
        return { title: l10n.t('Check connection'), command: 'lathe.doctor' };
      case 'showLog':
        return { title: l10n.t('Show log'), command: 'lathe.showLog' };
      default:
    }
  }
  return undefined;
}
