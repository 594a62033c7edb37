import { LatheError } from '../core/errors.ts';

/**
 * What undici or Node threw, as ours, told by `code`. The original is not kept as the cause: a parser's error carries
 * raw bytes of the response. Its code and words are, for they name the host and the fault (`ECONNREFUSED 127.0.0.1:1`).
 */
export function networkError(error: unknown): LatheError {
  const code = codeOf(error);
  switch (code) {
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return new LatheError({ code: 'stalled', retryable: true });
    case 'UND_ERR_INVALID_ARG':
    case 'UND_ERR_NOT_SUPPORTED':
    case 'ERR_INVALID_URL':
      // A header or an address that cannot be sent. The words would name a header, never its value.
      return new LatheError({ code: 'endpoint-invalid', retryable: false, detail: messageOf(error) });
    default:
      return new LatheError({ code: 'network', retryable: true, detail: messageOf(error) || (code ?? '') });
  }
}

/** Silence for longer than the limit. */
export function stalledError(): LatheError {
  return new LatheError({ code: 'stalled', retryable: true });
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

function messageOf(error: unknown): string {
  // Several addresses tried: the last one's words stand for all, the sum has none.
  const one: unknown = error instanceof AggregateError ? error.errors.at(-1) : error;
  return one instanceof Error ? one.message : '';
}
