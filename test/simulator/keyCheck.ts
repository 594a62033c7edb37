import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from './plan.ts';
import { badRequest, modelError } from './wireErrors.ts';

/** The keys that are let in, or that none is needed. */
export type AcceptedKeys = readonly string[] | 'none-needed';

/**
 * Why the request's key is refused, or undefined. A key comes as a bearer token, as `x-api-key`, as a header `key`, or as the body's `key`.
 * Which of several wins is not documented, so sending more than one is refused here even where no key is needed.
 */
export function keyFault(headers: IncomingHttpHeaders, bodyKey: unknown, accepted: AcceptedKeys): Refusal | undefined {
  const forms: unknown[] = [bearer(headers.authorization), headers['x-api-key'], headers['key'], bodyKey].filter(
    (form) => form !== undefined,
  );
  if (forms.length > 1) {
    return badRequest('Send the API key in one form only.');
  }
  if (accepted === 'none-needed') {
    return undefined;
  }
  const [key] = forms;
  if (key === undefined || key === '') {
    return modelError(401, 'API key required', 'authentication_error', 'missing_api_key');
  }
  return typeof key === 'string' && accepted.includes(key)
    ? undefined
    : modelError(401, 'Invalid API key', 'authentication_error', 'invalid_api_key');
}

function bearer(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : (/^Bearer +(.*)$/i.exec(authorization)?.[1] ?? '');
}
