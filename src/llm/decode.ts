import type { Endpoint } from '../core/endpoint.ts';
import type { Answer } from './answer.ts';
import { decodeAnthropic } from './anthropic/decode.ts';
import type { JsonObject } from './json.ts';
import { decodeOpenAi } from './openai/decode.ts';

/**
 * One object of either wire into the answer. What it is is told by itself, because some gateways answer one API in the form of
 * the other; only what neither would have is left to the endpoint's setting. Returns false when it was no part of an answer.
 */
export function decode(value: JsonObject, event: string | undefined, wire: Endpoint['wire'], answer: Answer): boolean {
  if (wire === 'anthropic') {
    return Array.isArray(value['choices']) ? decodeOpenAi(value, answer) : decodeAnthropic(value, event, answer);
  }
  const { type } = value;
  return typeof type === 'string' && /^(?:message|content_block)/.test(type)
    ? decodeAnthropic(value, event, answer)
    : decodeOpenAi(value, answer);
}
