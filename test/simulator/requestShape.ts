import * as v from 'valibot';
import { modelNames } from './models.ts';
import type { Refusal } from './plan.ts';
import type { Ask } from './reply.ts';
import { badRequest } from './wireErrors.ts';

// Only what the endpoint's documents list. A field that they do not list is refused: a client that needs it to be
// let through would find out at the real endpoint, and only there.

const whole = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));
const between = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));

const toolCall = v.strictObject({
  id: v.string(),
  type: v.literal('function'),
  function: v.strictObject({ name: v.string(), arguments: v.string() }),
});

const chatMessage = v.variant('role', [
  v.strictObject({ role: v.literal('system'), content: v.string() }),
  v.strictObject({ role: v.literal('user'), content: v.string() }),
  v.strictObject({
    role: v.literal('assistant'),
    content: v.nullable(v.string()),
    // An empty list is not the same as none: a widely used chat template then loses the message's text.
    tool_calls: v.optional(v.pipe(v.array(toolCall), v.minLength(1))),
  }),
  v.strictObject({ role: v.literal('tool'), tool_call_id: v.string(), content: v.string() }),
]);

const chatBody = v.strictObject({
  model: v.optional(v.string()),
  model_id: v.optional(v.string()),
  key: v.optional(v.string()),
  messages: v.pipe(v.array(chatMessage), v.minLength(1)),
  max_tokens: v.optional(whole(1), 1000),
  stream: v.optional(v.boolean(), false),
  temperature: v.optional(between(0, 2)),
  top_p: v.optional(between(0, 1)),
  top_k: v.optional(whole(1)),
  presence_penalty: v.optional(between(-2, 2)),
  frequency_penalty: v.optional(between(-2, 2)),
  repetition_penalty: v.optional(between(0.1, 2)),
  stop: v.optional(v.nullable(v.union([v.string(), v.pipe(v.array(v.string()), v.maxLength(4))]))),
  response_format: v.optional(v.strictObject({ type: v.literal('json_object') })),
  seed: v.optional(v.pipe(v.number(), v.integer())),
  // Documented as 1 to 10; the simulated model has but one thing to say.
  n: v.optional(v.literal(1)),
  tools: v.optional(v.array(v.strictObject({ type: v.literal('function'), function: v.looseObject({ name: v.string() }) }))),
  tool_choice: v.optional(
    v.union([
      v.picklist(['auto', 'none', 'required']),
      v.strictObject({ type: v.literal('function'), function: v.strictObject({ name: v.string() }) }),
    ]),
  ),
  parallel_tool_calls: v.optional(v.boolean()),
});

const block = v.variant('type', [
  v.strictObject({ type: v.literal('text'), text: v.string() }),
  v.strictObject({ type: v.literal('tool_use'), id: v.string(), name: v.string(), input: v.record(v.string(), v.unknown()) }),
  v.strictObject({ type: v.literal('tool_result'), tool_use_id: v.string(), content: v.string() }),
]);

const messagesFields = {
  model: v.string(),
  messages: v.pipe(
    v.array(
      v.strictObject({ role: v.picklist(['user', 'assistant']), content: v.union([v.string(), v.array(block)]) }),
    ),
    v.minLength(1),
  ),
  system: v.optional(v.string()),
};

const messagesBody = v.strictObject({
  ...messagesFields,
  max_tokens: whole(1),
  stream: v.optional(v.boolean(), false),
  temperature: v.optional(between(0, 1)),
  top_p: v.optional(between(0, 1)),
  top_k: v.optional(whole(1)),
  stop_sequences: v.optional(v.array(v.string())),
  tools: v.optional(
    v.array(v.strictObject({ name: v.string(), description: v.optional(v.string()), input_schema: v.looseObject({}) })),
  ),
  tool_choice: v.optional(
    v.variant('type', [
      v.strictObject({ type: v.literal('auto') }),
      v.strictObject({ type: v.literal('any') }),
      v.strictObject({ type: v.literal('tool'), name: v.string() }),
    ]),
  ),
});

const countBody = v.strictObject(messagesFields);

type Read<T> = { readonly value: T } | { readonly fault: Refusal };

/** Reads the body of a chat-completions request. */
export function readChat(body: unknown): Read<Ask> {
  const checked = v.safeParse(chatBody, body);
  if (!checked.success) {
    return { fault: faultOf(checked.issues[0]) };
  }
  const { model, model_id, messages, max_tokens, stream, stop, response_format } = checked.output;
  if (model !== undefined && model_id !== undefined && model !== model_id) {
    return { fault: badRequest('model and model_id are the same thing, but differ') };
  }
  const known = knownModel(model ?? model_id);
  if ('fault' in known) {
    return known;
  }
  const turns = messages.map(({ role, content }) => ({ role, text: content ?? '' }));
  return {
    value: {
      model: known.value,
      stream,
      maxTokens: max_tokens,
      system: turns.flatMap(({ role, text }) => (role === 'system' ? [text] : [])).join('\n'),
      turns: turns.filter(({ role }) => role !== 'system'),
      stop: [stop ?? []].flat(),
      json: response_format !== undefined,
    },
  };
}

/** Reads the body of a messages request. */
export function readMessages(body: unknown): Read<Ask> {
  const checked = v.safeParse(messagesBody, body);
  if (!checked.success) {
    return { fault: faultOf(checked.issues[0]) };
  }
  const { model, messages, max_tokens, stream, system, stop_sequences } = checked.output;
  const known = knownModel(model);
  return 'fault' in known
    ? known
    : {
        value: {
          model,
          stream,
          maxTokens: max_tokens,
          system: system ?? '',
          turns: messages.map(({ role, content }) => ({ role, text: textOf(content) })),
          stop: stop_sequences ?? [],
          json: false,
        },
      };
}

/** Reads the body of a count-tokens request: the text to count. */
export function readCount(body: unknown): Read<string> {
  const checked = v.safeParse(countBody, body);
  if (!checked.success) {
    return { fault: faultOf(checked.issues[0]) };
  }
  const { model, messages, system } = checked.output;
  const known = knownModel(model);
  return 'fault' in known
    ? known
    : { value: [system ?? '', ...messages.map(({ content }) => textOf(content))].join('\n') };
}

function textOf(content: string | readonly v.InferOutput<typeof block>[]): string {
  return typeof content === 'string'
    ? content
    : content
        .map((part) => (part.type === 'text' ? part.text : part.type === 'tool_result' ? part.content : part.name))
        .join('\n');
}

function knownModel(model: string | undefined): Read<string> {
  if (model === undefined || model === '') {
    return { fault: badRequest('model is required') };
  }
  return modelNames.includes(model) ? { value: model } : { fault: badRequest(`Model not found: ${model}`) };
}

// Names the field and what was expected; never the received value, which may be the key.
function faultOf(issue: v.BaseIssue<unknown>): Refusal {
  const path = v.getDotPath(issue) ?? 'body';
  if (issue.expected === 'never') {
    return badRequest(`Unknown parameter: ${path}`);
  }
  return badRequest(
    issue.received === 'undefined' ? `${path} is required` : `${path} must be ${issue.expected ?? issue.type}`,
  );
}
