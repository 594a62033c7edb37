import { env, l10n } from 'vscode';
import type { CheckFix, CheckResult, CheckStep } from '../../core/check.ts';
import type { EndpointProfile } from '../../core/endpoints.ts';
import type { KeyState } from '../../protocol/messages.ts';
import { describeFailure } from '../errorText.ts';

/** The name of a step. */
export function stepText(step: CheckStep): string {
  switch (step) {
    case 'key':
      return l10n.t('API key');
    case 'dns':
      return l10n.t('Host name');
    case 'proxy':
      return l10n.t('Proxy');
    case 'tls':
      return l10n.t('Certificate');
    case 'address':
      return l10n.t('Address');
    case 'auth':
      return l10n.t('How the key is sent');
    case 'models':
      return l10n.t('List of models');
    case 'chat':
      return l10n.t('OpenAI chat completions');
    case 'messages':
      return l10n.t('Anthropic messages');
    case 'tools':
      return l10n.t('Tools');
    case 'json':
      return l10n.t('JSON mode');
    case 'countTokens':
      return l10n.t('Counting tokens');
  }
}

/** Where the key is, in words. */
export function keyText(state: KeyState, { keyVariable }: EndpointProfile): string {
  switch (state) {
    case 'stored':
      return l10n.t("in VS Code's secret storage");
    case 'environment':
      return l10n.t('in the environment variable {0}', keyVariable);
    case 'not-needed':
      return l10n.t('not needed');
    case 'missing':
      return l10n.t('not set');
    case 'lost':
      return l10n.t('gone: this VS Code did not keep it');
    case 'unreadable':
      return l10n.t("VS Code's secret storage could not be read");
  }
}

/** What a step found, in a few words; empty when its outcome says it all. */
export function findingText({ step, outcome, facts }: CheckResult): string {
  if (outcome === 'skipped') {
    return l10n.t('not checked');
  }
  switch (step) {
    case 'key':
      return '';
    case 'dns':
      return facts['addresses'] === undefined ? '' : l10n.t('{0}, {1} ms', String(facts['addresses']), Number(facts['ms']));
    case 'proxy':
      return routeText(facts);
    case 'tls':
      return facts['subject'] === undefined
        ? ''
        : l10n.t('{0}, issued by {1}, valid until {2}', String(facts['subject']), String(facts['issuers']), new Date(Number(facts['validTo'])).toLocaleDateString(env.language));
    case 'address':
      return String(facts['url'] ?? '');
    case 'auth':
      return facts['works'] === undefined ? authText(String(facts['auth'])) : l10n.t('refused: {0}; works: {1}', authText(String(facts['auth'])), authText(String(facts['works'])));
    case 'models':
      return facts['count'] === undefined
        ? ''
        : facts['listed'] === true
          ? l10n.t('{0} models, {1} is one of them', Number(facts['count']), String(facts['model']))
          : l10n.t('{0} models, {1} is not one of them', Number(facts['count']), String(facts['model']));
    case 'chat':
    case 'messages':
      return facts['ms'] === undefined ? '' : facts['thought'] === true ? l10n.t('first word after {0} ms, a thought', Number(facts['ms'])) : l10n.t('first word after {0} ms', Number(facts['ms']));
    case 'tools':
    case 'json':
      return facts['open'] === true ? l10n.t('the model ran out of tokens before it came to the point') : '';
    case 'countTokens':
      return facts['tokens'] === undefined ? l10n.t('not offered, so Lathe estimates') : '';
  }
}

/** What can be done about it; empty when nothing needs to be. */
export function remedyText({ outcome, step, failure, fix, facts }: CheckResult, endpoint: EndpointProfile): string {
  if (outcome === 'ok' || outcome === 'skipped') {
    return '';
  }
  const cause = failure ? describeFailure(failure, endpoint.name) : undefined;
  // An endpoint's own words need not end as a sentence does.
  const words = cause ? [cause.message, cause.detail].filter((text) => text !== '').map((text) => (/\p{Sentence_Terminal}$/u.test(text) ? text : `${text}.`)).join(' ') : '';
  if (fix) {
    // What the address and the form of the key have found says why by itself.
    return [fix.type === 'address' || fix.type === 'auth' ? '' : words, fixText(fix)].filter((text) => text !== '').join(' ');
  }
  if (outcome === 'warning' && (step === 'chat' || step === 'messages') && facts['own'] === false) {
    return l10n.t('The endpoint does not speak this API. Lathe does not need it here.');
  }
  return words;
}

/** What choosing the step does. */
function fixText(fix: CheckFix): string {
  switch (fix.type) {
    case 'setKey':
      return l10n.t('Choose this to set the key.');
    case 'auth':
      return l10n.t('Choose this to send the key as {0} from now on.', authText(fix.auth));
    case 'address':
      return l10n.t('Choose this to use the path {0} from now on.', fix.chatPath);
    case 'wire':
      return fix.wire === 'anthropic'
        ? l10n.t('Choose this to use Anthropic messages from now on.')
        : l10n.t('Choose this to use OpenAI chat completions from now on.');
    case 'model':
      return l10n.t('Choose this to choose another model.');
  }
}

function routeText(facts: CheckResult['facts']): string {
  switch (facts['via']) {
    case 'proxy':
      return l10n.t('{0}, from {1}', String(facts['proxy']), String(facts['source']));
    case 'editor':
      return l10n.t("VS Code's own connection, because a direct one failed");
    default:
      return l10n.t('none');
  }
}

function authText(auth: string): string {
  switch (auth) {
    case 'bearer':
      return l10n.t('bearer token');
    case 'body':
      return l10n.t('field "key" of the body');
    case 'none':
      return l10n.t('no key');
    default:
      return l10n.t('header {0}', auth);
  }
}
