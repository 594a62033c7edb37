import { LatheError, type Failure } from '../core/errors.ts';

/** No connection came about, so that nothing of the request was sent, and another way may be tried. */
export class NoConnection extends LatheError {}

const certificate = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/;
const unconnected = /^(?:UND_ERR_CONNECT_TIMEOUT|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ETIMEDOUT|EADDRNOTAVAIL)$/;
const refusedByProxy = /^Proxy response \((\d+)\)|Proxy Authentication Required/;

/**
 * What undici or Node threw, as ours, told by `code`. The original is not kept as the cause: a parser's error carries
 * raw bytes of the response. Its code and words are, for they name the host and the fault (`ECONNREFUSED 127.0.0.1:1`).
 * `proxy`: the address, without a password, of the proxy that the request went through; then it is the proxy that could not be reached.
 */
export function networkError(thrown: unknown, proxy = ''): LatheError {
  const error = deepest(thrown);
  const code = codeOf(error) ?? '';
  const words = messageOf(error) || code;
  const refusal = refusedByProxy.exec(words);
  if (refusal) {
    return new NoConnection(failureOf('proxy', `${proxy} ${refusal[1] ?? '407'}`));
  }
  if (code.startsWith('UND_ERR_SOCKS5')) {
    return new NoConnection(failureOf('proxy', `${proxy}: ${words}`));
  }
  if (certificate.test(code)) {
    return new NoConnection({ code: 'certificate', retryable: false, detail: `${code}: ${words}` });
  }
  if (unconnected.test(code) && !happenedLater(error)) {
    return new NoConnection(proxy === '' ? failureOf('network', words) : failureOf('proxy', `${proxy}: ${words}`));
  }
  switch (code) {
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return stalledError();
    case 'UND_ERR_INVALID_ARG':
    case 'UND_ERR_NOT_SUPPORTED':
    case 'ERR_INVALID_URL':
      // A header or an address that cannot be sent. The words would name a header, never its value.
      return new LatheError({ code: 'endpoint-invalid', retryable: false, detail: words });
    default:
      return new LatheError(failureOf('network', words));
  }
}

/** A proxy whose address is none. */
export function proxyInvalid(source: string): LatheError {
  return new NoConnection({ code: 'proxy', retryable: false, detail: source });
}

/** Silence for longer than the limit. */
export function stalledError(): LatheError {
  return new LatheError({ code: 'stalled', retryable: true });
}

function failureOf(code: 'network' | 'proxy', detail: string): Failure {
  return { code, retryable: true, detail };
}

/** The innermost error that says what happened: `fetch failed` alone says nothing, and of several addresses tried the last one stands for all. */
function deepest(error: unknown): unknown {
  let found = error;
  for (let depth = 0; depth < 5; depth++) {
    const inner: unknown =
      found instanceof AggregateError ? found.errors.at(-1) : found instanceof Error && found.cause instanceof Error ? found.cause : undefined;
    if (inner === undefined) {
      break;
    }
    found = inner;
  }
  return found;
}

/** Some codes are of connecting as of an open connection, whose request may have arrived. */
function happenedLater(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error && (error.syscall === 'read' || error.syscall === 'write');
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
