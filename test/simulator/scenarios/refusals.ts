import type { Plan, Scenario } from '../plan.ts';
import { jsonRefusal, modelError, siteError } from '../wireErrors.ts';

// Answers without a token. The messages are of the kinds that ModelsLab's error page lists.

const always = (summary: string, plan: (amount: number | undefined) => Plan): Scenario => ({
  summary,
  plan: (_plain, amount) => plan(amount),
});

export const refusals = {
  'http-401': always('HTTP 401: the key is refused', () =>
    modelError(401, 'Invalid API key', 'authentication_error', 'invalid_api_key'),
  ),
  'http-402': always('HTTP 402: the account is out of credit', () =>
    siteError(402, 'Insufficient credits. Please top up your wallet.'),
  ),
  'http-429': always('HTTP 429: the queue is full; retry_after is the number given, else 2 (seconds)', (amount) =>
    siteError(429, 'Rate limit exceeded. Maximum 5 queued requests allowed.', { retry_after: amount ?? 2 }),
  ),
  'http-503': always('HTTP 503: overloaded or in maintenance', () =>
    siteError(503, 'Service temporarily unavailable. Please try again later.'),
  ),
  'http-200-error': always('HTTP 200 with a JSON body that says status: error, even to a stream request', () =>
    jsonRefusal(200, { status: 'error', message: 'Server error, please try again.' }),
  ),
  'html-502': always('HTTP 502 with the HTML page of a proxy', () => ({
    kind: 'refusal',
    status: 502,
    contentType: 'text/html; charset=utf-8',
    body: '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>\n',
  })),
} as const satisfies Readonly<Record<string, Scenario>>;
