import type { Connection } from '../core/endpoint.ts';
import { isLatheError } from '../core/errors.ts';
import type { ChatRequest } from '../core/model.ts';
import { anthropicBody } from './anthropic/request.ts';
import { jsonHttpRequest } from './httpRequest.ts';
import { countAt } from './json.ts';
import { readJson } from './readJson.ts';
import type { Transport } from './transport.ts';

/** Longest wait for a count, ms: an estimate is at hand. */
const patienceMs = 5000;

/** What the endpoints count for a request; those that do not count are not asked again. */
export class TokenCounter {
  private readonly unable = new Set<string>();

  constructor(private readonly transport: Transport) {}

  /**
   * Tokens of the whole question; undefined when the endpoint does not count, or not believably: the models behind a relay have no such
   * counter of their own, so the figure may itself be an estimate (https://docs.modelslab.com/llm-api/count-tokens). Throws only after an abort.
   */
  async count(connection: Connection, request: ChatRequest, signal: AbortSignal): Promise<number | undefined> {
    const { baseUrl } = connection.endpoint;
    if (this.unable.has(baseUrl)) {
      return undefined;
    }
    const { model, messages, system } = anthropicBody(request);
    const body = { model, messages, ...(system === undefined ? {} : { system }) };
    const impatient = { ...connection, idleTimeoutMs: Math.min(connection.idleTimeoutMs, patienceMs) };
    try {
      const value = await readJson(this.transport, connection.key, jsonHttpRequest(impatient, 'v1/messages/count_tokens', signal, body));
      const count = countAt(value, 'input_tokens');
      // Nothing that holds a question is no tokens long.
      return count !== undefined && count > 0 && Number.isSafeInteger(count) ? count : undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (isLatheError(error) && isMissing(error.failure.code, error.failure.status)) {
        this.unable.add(baseUrl);
      }
      return undefined;
    }
  }
}

function isMissing(code: string, status: number | undefined): boolean {
  return code === 'endpoint-invalid' || status === 404 || status === 405 || status === 501;
}
