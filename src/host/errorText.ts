import { l10n } from 'vscode';
import type { Failure } from '../core/errors.ts';
import type { FailureAction, ShownFailure } from '../protocol/messages.ts';
import { excessText } from './budget/budgetText.ts';
import { readEndpoint } from './settings.ts';

/** A failure in words, with what can be done about it. The endpoint's name goes in where it helps. */
export function describeFailure(failure: Failure, endpoint: string): ShownFailure {
  return {
    code: failure.code,
    message: messageOf(failure, endpoint),
    detail: failure.detail ?? (failure.status === undefined ? '' : `HTTP ${failure.status}`),
    // Where the account is topped up is not known of every endpoint.
    actions: actionsOf(failure).filter((action) => action !== 'addCredit' || creditUrlOf(endpoint) !== ''),
  };
}

/** Page where the endpoint's account is topped up; empty when not known. */
export function creditUrlOf(endpoint: string): string {
  return readEndpoint(endpoint).endpoint?.creditUrl ?? '';
}

function messageOf(failure: Failure, endpoint: string): string {
  switch (failure.code) {
    case 'key-missing':
      return l10n.t('{0} needs an API key. Set it, then ask again.', endpoint);
    case 'key-refused':
      return l10n.t('{0} refused the API key. Set another one, then ask again.', endpoint);
    case 'credit':
      return l10n.t('The account at {0} is out of credit. Add credit there, then ask again.', endpoint);
    case 'plan':
      return l10n.t('The plan at {0} does not include this. Choose another model or plan.', endpoint);
    case 'model-unavailable':
      return l10n.t('{0} does not serve this model now. Choose another one.', endpoint);
    case 'bad-request':
      return failure.parameter === undefined
        ? l10n.t('{0} did not accept the request.', endpoint)
        : l10n.t('{0} did not accept "{1}" of the request.', endpoint, failure.parameter);
    case 'context-overflow':
      return l10n.t('The conversation is longer than the model can read. Start a new chat, or ask about less code.');
    case 'needs-summary':
      return l10n.t('With all its messages the conversation is longer than the model can read. Have the earlier ones summarized again, or choose a model that reads more.');
    case 'over-budget':
      return failure.excess ? l10n.t('Not sent. {0}', excessText(failure.excess)) : l10n.t('Not sent: it may take more than your budget allows.');
    case 'rate-limited':
      return failure.retryAfterMs === undefined
        ? l10n.t('{0} has too many requests waiting. Try again in a moment.', endpoint)
        : l10n.t('{0} has too many requests waiting. Try again in {1} s.', endpoint, Math.ceil(failure.retryAfterMs / 1000));
    case 'unavailable':
      return l10n.t('{0} is not able to answer now. Try again in a moment.', endpoint);
    case 'network':
      return l10n.t('{0} could not be reached. Check the connection, and the address in lathe.endpoints.', endpoint);
    case 'certificate':
      return l10n.t('The certificate of {0} is not trusted on this computer. Check the connection to see why.', endpoint);
    case 'proxy':
      return l10n.t('The proxy on the way to {0} did not let the request through. Check http.proxy and its password.', endpoint);
    case 'cut-off':
      return l10n.t('The answer was cut off: the connection ended before {0} said it was complete.', endpoint);
    case 'stalled':
      return l10n.t('No data came from {0} for too long, so the request was ended (setting lathe.stallTimeout).', endpoint);
    case 'protocol':
      return l10n.t('{0} answered in a form that Lathe does not know. Check the address and "wire" in lathe.endpoints.', endpoint);
    case 'endpoint-invalid':
      return l10n.t('The settings of the endpoint "{0}" cannot be used. Check lathe.endpoint and lathe.endpoints.', endpoint);
    case 'interrupted':
      return l10n.t('The window closed before the answer was complete.');
    case 'internal':
      return l10n.t('Something in Lathe failed. The command Lathe: Show Log tells more.');
  }
}

function actionsOf(failure: Failure): readonly FailureAction[] {
  switch (failure.code) {
    case 'key-missing':
      return ['setKey', 'retry'];
    case 'key-refused':
      return ['setKey', 'retry', 'checkConnection'];
    case 'credit':
      return ['addCredit', 'retry'];
    case 'plan':
    case 'model-unavailable':
      return ['chooseModel', 'retry'];
    case 'endpoint-invalid':
      return ['openSettings', 'retry', 'checkConnection'];
    case 'protocol':
    case 'network':
    case 'certificate':
    case 'proxy':
      return ['retry', 'checkConnection'];
    case 'bad-request':
      return ['openSettings', 'retry'];
    case 'context-overflow':
      // Asking again summarizes what is older, now that the window's size is known.
      return ['retry', 'newChat'];
    case 'over-budget':
      return failure.excess ? ['sendOnce', 'raiseBudget'] : ['sendOnce', 'retry'];
    case 'needs-summary':
      return ['summarize', 'chooseModel', 'retry'];
    case 'internal':
      return ['showLog', 'retry'];
    case 'rate-limited':
    case 'unavailable':
    case 'cut-off':
    case 'stalled':
    case 'interrupted':
      return ['retry'];
  }
}
