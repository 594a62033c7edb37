import type { Refusal } from './plan.ts';

/** A refusal with a JSON body. */
export function jsonRefusal(status: number, body: unknown): Refusal {
  return { kind: 'refusal', status, contentType: 'application/json', body: JSON.stringify(body) };
}

/** The error shape of the language-model schema: an object `error` with a string `code`. */
export function modelError(status: number, message: string, type: string, code: string): Refusal {
  return jsonRefusal(status, { error: { message, type, code } });
}

/** The error shape of the site-wide error page, with fields such as `retry_after` beside the message. */
export function siteError(status: number, message: string, extra?: Readonly<Record<string, number>>): Refusal {
  return jsonRefusal(status, { status: 'error', message, ...extra });
}

/** A request that is not of the documented shape. Never give it a value from the request: the body may hold the key. */
export function badRequest(message: string): Refusal {
  return modelError(400, message, 'invalid_request_error', 'invalid_request');
}
