import { LatheError, isLatheError } from '../core/errors.ts';
import { failureInBody, failureOfStatus, isFailure } from './errors.ts';
import { isHtml } from './errorWords.ts';
import { isObject, parseJson } from './json.ts';
import { redactFailure } from './redact.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';

/** Longest body that is read, characters. A list of every model there is takes a tenth of it. */
const maxLength = 16 * 1024 * 1024;

/**
 * Sends a request that is answered with one JSON, and reads that. Throws a `LatheError` for any other answer, HTTP 200 with
 * an error in it included, with the key taken out of its words.
 */
export async function readJson(transport: Transport, key: string | undefined, request: TransportRequest): Promise<unknown> {
  try {
    const response = await transport.send(request);
    const text = await textOf(response);
    if (response.status < 200 || response.status > 299) {
      throw new LatheError(failureOfStatus(response.status, response.headers, text));
    }
    const value = parseJson(text.replace(/^\ufeff/, ''));
    if (isObject(value) && isFailure(value, undefined)) {
      throw new LatheError(failureInBody(value, response.headers));
    }
    if (value === undefined) {
      // A page stands where an API should: most often the address is not quite right.
      throw new LatheError({ code: isHtml(text) ? 'endpoint-invalid' : 'protocol', retryable: false });
    }
    return value;
  } catch (error) {
    request.signal.throwIfAborted();
    throw isLatheError(error) ? new LatheError(redactFailure(error.failure, key)) : error;
  }
}

async function textOf({ body }: TransportResponse): Promise<string> {
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let length = 0;
  for await (const chunk of body) {
    const piece = decoder.decode(chunk, { stream: true });
    pieces.push(piece);
    length += piece.length;
    if (length > maxLength) {
      throw new LatheError({ code: 'protocol', retryable: false });
    }
  }
  return pieces.join('') + decoder.decode();
}
