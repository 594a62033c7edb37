import type { ErrorCode } from '../core/errors.ts';

// ModelsLab's documented messages, and those of the upstreams it relays, in lower case.
const key = /invalid[_ ](?:api[_ ])?key|incorrect api key|api key (?:is )?(?:required|not valid|invalid|missing|expired)|unauthenticated|unauthorized|invalid x-api-key|no auth credentials|authentication_error/;
const plan = /premium|upgrade your|your (?:current )?plan|insufficient permission|not have access|permission_error/;
const exhausted = /insufficient[_ ](?:\w+ )?(?:quota|credit|balance|fund)|credit balance|out of credit|exceeded your current quota/;
const credit = /insufficient|credits|subscription|payment required|billing/;
const rate = /rate[_ -]?limit|queued requests|too many requests/;
const context = /context[_ ](?:length|window)|maximum context|too many tokens|token limit|prompt is too long/;
const model = /model[_ ]not[_ ]found|not a valid model|no endpoints|dedicated endpoint|unable to access model|unknown model|model [^.]{0,80}(?:does not exist|not found|not available)/;
const address = /\broute\b|cannot (?:get|post)\b|page not found|no such path/;
const refused = /is required|must be|unsupported|not supported|invalid_request|invalid (?:request|parameter|value)/;

/**
 * What a failure is. An honest `status` decides, refined by words where gateways use one status for several things;
 * without one (undefined) the words alone do. `text`: the words and hints. `html`: the body was a page, so a proxy, a
 * challenge or a wrong address answered rather than the API.
 */
export function codeOf(status: number | undefined, text: string, html: boolean): ErrorCode {
  const words = text.toLowerCase();
  if (status === undefined) {
    return codeOfWords(words);
  }
  if (status === 429) {
    return exhausted.test(words) ? 'credit' : 'rate-limited';
  }
  if (status >= 500) {
    return specific(words) ?? 'unavailable';
  }
  switch (status) {
    case 401:
      return 'key-refused';
    case 402:
      return 'credit';
    case 403:
      return html ? 'protocol' : (specific(words) ?? (exhausted.test(words) ? 'credit' : 'plan'));
    case 404:
      return html || (address.test(words) && !model.test(words)) ? 'endpoint-invalid' : 'model-unavailable';
    case 405:
      return 'endpoint-invalid';
    case 407:
      return 'network';
    case 408:
    case 409:
    case 425:
    case 499:
      return 'unavailable';
    default:
      return status < 400 ? 'protocol' : (specific(words) ?? (exhausted.test(words) ? 'credit' : 'bad-request'));
  }
}

function codeOfWords(words: string): ErrorCode {
  if (rate.test(words)) {
    return 'rate-limited';
  }
  const found = specific(words);
  if (found) {
    return found;
  }
  if (plan.test(words)) {
    return 'plan';
  }
  if (exhausted.test(words) || credit.test(words)) {
    return 'credit';
  }
  return refused.test(words) ? 'bad-request' : 'unavailable';
}

function specific(words: string): ErrorCode | undefined {
  if (key.test(words)) {
    return 'key-refused';
  }
  if (context.test(words)) {
    return 'context-overflow';
  }
  return model.test(words) ? 'model-unavailable' : undefined;
}

const retryable: ReadonlySet<ErrorCode> = new Set([
  'rate-limited',
  'unavailable',
  'network',
  'cut-off',
  'stalled',
  'protocol',
] as const);

/** Whether asking again, unchanged, can help. */
export function isRetryable(code: ErrorCode): boolean {
  return retryable.has(code);
}
