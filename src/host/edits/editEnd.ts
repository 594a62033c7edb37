import * as vscode from 'vscode';
import type { Failure } from '../../core/errors.ts';
import type { EditEnd } from './editSession.ts';

/** How an edit ended, by what came of its answer. `misfits`: some of it belongs outside of the region. */
export function endOf(outcome: {
  readonly failure: Failure | undefined;
  readonly stopped: boolean;
  readonly reason: string;
  readonly hasCode: boolean;
  readonly refused: boolean;
  readonly misfits: boolean;
}): EditEnd {
  const { failure, stopped, reason, hasCode, refused, misfits } = outcome;
  if (refused) {
    return notEditable();
  }
  if (failure) {
    return { type: 'failed', failure };
  }
  if (stopped) {
    return { type: 'stopped' };
  }
  if (reason === 'length') {
    return { type: 'out-of-tokens' };
  }
  if (reason === 'content-filter') {
    return { type: 'refused', reason: vscode.l10n.t('The endpoint held back the rest of the answer.') };
  }
  if (misfits) {
    return { type: 'refused', reason: vscode.l10n.t('The model changed lines outside the selection. They were left as they are. Select more, or retry.') };
  }
  return hasCode ? { type: 'finished' } : { type: 'no-code' };
}

/** The document took no edit. */
export function notEditable(): EditEnd {
  return { type: 'refused', reason: vscode.l10n.t('The file cannot be edited. Nothing more was written.') };
}
