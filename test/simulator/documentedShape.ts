import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Refusal } from './plan.ts';
import chatCompletions from './schemas/chat-completions.json' with { type: 'json' };
import countTokens from './schemas/count-tokens.json' with { type: 'json' };
import messageList from './schemas/message-list.json' with { type: 'json' };
import messages from './schemas/messages.json' with { type: 'json' };
import { badRequest } from './wireErrors.ts';

// Only what the endpoint's documents list. A field that they do not list is refused: a client that needs it to be
// let through would find out at the real endpoint, and only there.

const ajv = new Ajv2020({ strictTypes: false, strictRequired: false });
ajv.addSchema(messageList);

const validators: Readonly<Record<'chat' | 'messages' | 'count', ValidateFunction>> = {
  chat: ajv.compile(chatCompletions),
  messages: ajv.compile(messages),
  count: ajv.compile(countTokens),
};

/** Why a body is not of the documented shape; undefined when it is. */
export function shapeFault(kind: keyof typeof validators, body: unknown): Refusal | undefined {
  const validate = validators[kind];
  if (validate(body)) {
    return undefined;
  }
  const [error] = validate.errors ?? [];
  return badRequest(error ? wordsOf(error) : 'The body is not of the documented shape');
}

// Names the field and what was expected; never the received value, which may be the key.
function wordsOf({ keyword, instancePath, params, message }: ErrorObject): string {
  const path = instancePath.slice(1).replaceAll('/', '.');
  const below = (name: unknown): string => [path, String(name)].filter(Boolean).join('.');
  if (keyword === 'additionalProperties') {
    return `Unknown parameter: ${below(params['additionalProperty'])}`;
  }
  return keyword === 'required' ? `${below(params['missingProperty'])} is required` : `${path || 'The body'} ${message ?? 'is wrong'}`;
}
