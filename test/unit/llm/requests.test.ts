import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatMessage, ChatRequest } from '../../../src/core/model.ts';
import { anthropicBody } from '../../../src/llm/anthropic/request.ts';
import { openAiBody } from '../../../src/llm/openai/request.ts';
import { optionalFields } from '../../../src/llm/optionalFields.ts';
import { request } from './turn.ts';

const endpoint = { modelField: 'model' } as const;
const image = { mediaType: 'image/png', base64: 'AAAA' } as const;
const tool = { name: 'read', description: 'Reads a file', parameters: { type: 'object' } };
const call = { id: 'c1', name: 'read', arguments: '{"path":"a"}' };
const loop: readonly ChatMessage[] = [
  { role: 'user', text: 'Look.' },
  { role: 'assistant', text: '', thought: 'hm', toolCalls: [call, { ...call, id: 'c2' }] },
  { role: 'tool', callId: 'c1', text: 'one' },
  { role: 'tool', callId: 'c2', text: 'two' },
];

function ask(change: Partial<ChatRequest>): ChatRequest {
  return { ...request, ...change };
}

describe('the body of a chat completion', () => {
  const messages = (change: Partial<ChatRequest>): unknown => openAiBody(ask({ system: '', ...change }), endpoint)['messages'];

  it('names the model as the endpoint wants it', () => {
    const names = (modelField: 'model' | 'model_id' | 'both'): readonly unknown[] => {
      const body = openAiBody(request, { modelField });
      return [body['model'], body['model_id']];
    };
    assert.deepEqual(names('model'), [request.model, undefined]);
    assert.deepEqual(names('model_id'), [undefined, request.model]);
    assert.deepEqual(names('both'), [request.model, request.model]);
  });

  it('has parts only where there is a picture', () => {
    assert.deepEqual(messages({ messages: [{ role: 'user', text: 'a', images: [] }] }), [{ role: 'user', content: 'a' }]);
    assert.deepEqual(messages({ messages: [{ role: 'user', text: 'a', images: [image] }] }), [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        ],
      },
    ]);
  });

  it('has no text beside calls, results in order, and no empty list of calls', () => {
    const wireCall = (id: string): object => ({ id, type: 'function', function: { name: 'read', arguments: '{"path":"a"}' } });
    assert.deepEqual(messages({ messages: loop }), [
      { role: 'user', content: 'Look.' },
      { role: 'assistant', content: null, tool_calls: [wireCall('c1'), wireCall('c2')] },
      { role: 'tool', tool_call_id: 'c1', content: 'one' },
      { role: 'tool', tool_call_id: 'c2', content: 'two' },
    ]);
    assert.deepEqual(messages({ messages: [{ role: 'assistant', text: 'a', toolCalls: [] }] }), [{ role: 'assistant', content: 'a' }]);
  });

  it('gives thoughts back to the models that need them, in the form of this wire', () => {
    const said: ChatMessage = { role: 'assistant', text: 'b', thought: 'a' };
    assert.deepEqual(messages({ messages: [said] }), [{ role: 'assistant', content: 'b' }]);
    assert.deepEqual(messages({ model: 'MiniMaxAI/MiniMax-M2', messages: [said] }), [
      { role: 'assistant', content: '<think>\na\n</think>\n\nb' },
    ]);
    const detail = { type: 'reasoning.encrypted', data: 'x' };
    const thoughtBlocks = [
      { wire: 'openai', value: detail },
      { wire: 'anthropic', value: { type: 'redacted_thinking', data: 'y' } },
    ] as const;
    const [withCalls] = messages({ messages: [{ role: 'assistant', text: '', toolCalls: [call], thoughtBlocks }] }) as { reasoning_details: unknown }[];
    assert.deepEqual(withCalls?.reasoning_details, [detail]);
  });

  it('asks for JSON by the field and in words, and by words alone where the field was refused', () => {
    const schema = { type: 'object' };
    const asked = ask({ system: 'Be brief.', responseFormat: { type: 'schema', name: 'thing', schema } });
    const format = (without: readonly string[]): unknown => openAiBody(asked, endpoint, new Set(without))['response_format'];
    assert.deepEqual(format([]), { type: 'json_schema', json_schema: { name: 'thing', schema, strict: true } });
    assert.deepEqual(format(['json_schema']), { type: 'json_object' });
    assert.equal(format(['response_format']), undefined);
    const [system] = openAiBody(asked, endpoint)['messages'] as { content: string }[];
    assert.match(system?.content ?? '', /^Be brief\.[^]*JSON Schema:\n\{"type":"object"\}$/);
  });

  it('spells the limit as newer models want it, when the old spelling was refused', () => {
    const body = openAiBody(request, endpoint, new Set(['max_tokens']));
    assert.deepEqual([body['max_tokens'], body['max_completion_tokens']], [undefined, 40000]);
  });

  it('leaves a choice of tools out with the tools', () => {
    const fields = (without: readonly string[]): readonly string[] =>
      optionalFields(openAiBody(ask({ tools: [tool], toolChoice: { name: 'read' } }), endpoint, new Set(without)));
    assert.ok(fields([]).includes('tools') && fields([]).includes('tool_choice'));
    assert.ok(!fields(['tools']).includes('tool_choice'));
    assert.ok(!fields(['tool_choice']).includes('tool_choice'));
  });
});

describe('the body of a message', () => {
  const messages = (change: Partial<ChatRequest>): unknown => anthropicBody(ask(change))['messages'];

  it('has the results of one turn in one message, and signed thoughts first', () => {
    const block = { type: 'thinking', thinking: 'hm', signature: 's' };
    const signed = loop.map((message): ChatMessage =>
      message.role === 'assistant' ? { ...message, thoughtBlocks: [{ wire: 'anthropic', value: block }] } : message,
    );
    assert.deepEqual(messages({ messages: signed }), [
      { role: 'user', content: 'Look.' },
      {
        role: 'assistant',
        content: [
          block,
          { type: 'tool_use', id: 'c1', name: 'read', input: { path: 'a' } },
          { type: 'tool_use', id: 'c2', name: 'read', input: { path: 'a' } },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'c1', content: 'one' },
          { type: 'tool_result', tool_use_id: 'c2', content: 'two' },
        ],
      },
    ]);
  });

  it('has pictures as blocks', () => {
    assert.deepEqual(messages({ messages: [{ role: 'user', text: 'a', images: [image] }] }), [
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
          { type: 'text', text: 'a' },
        ],
      },
    ]);
  });

  it('asks for JSON in words, and offers no tools when none may be called', () => {
    assert.match(String(anthropicBody(ask({ responseFormat: { type: 'json' } }))['system']), /JSON object/);
    assert.equal(anthropicBody(ask({ tools: [tool], toolChoice: 'none' }))['tools'], undefined);
    assert.ok(anthropicBody(ask({ tools: [tool], toolChoice: 'none', messages: loop }))['tools']);
    assert.deepEqual(anthropicBody(ask({ tools: [tool], toolChoice: 'required' }))['tool_choice'], { type: 'any' });
  });
});

describe('any request', () => {
  it('says nothing of the budget', () => {
    const asked = ask({ overBudget: true });
    assert.deepEqual(openAiBody(asked, endpoint), openAiBody(request, endpoint));
    assert.deepEqual(anthropicBody(asked), anthropicBody(request));
  });

  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const parameters = fc.record({
    maxTokens: number,
    temperature: number,
    topP: number,
    frequencyPenalty: number,
    presencePenalty: number,
    topK: number,
    repetitionPenalty: number,
    seed: number,
    stop: fc.array(fc.string(), { maxLength: 9 }),
  });
  const ranges: Readonly<Record<string, readonly [number, number]>> = {
    max_tokens: [1, Infinity],
    temperature: [0, 2],
    top_p: [0, 1],
    frequency_penalty: [-2, 2],
    presence_penalty: [-2, 2],
    top_k: [1, Infinity],
    repetition_penalty: [0.1, 2],
  };

  it('has every number in the range of its wire, and only fields that the wire knows', () => {
    fc.assert(
      fc.property(parameters, (given) => {
        const asked = ask({ parameters: given });
        const chat = openAiBody(asked, endpoint);
        const message = anthropicBody(asked);
        for (const [field, [least, most]] of Object.entries(ranges)) {
          for (const [body, top] of [[chat, most], [message, field === 'temperature' ? 1 : most]] as const) {
            const value = body[field];
            assert.ok(value === undefined || (typeof value === 'number' && value >= least && value <= top), field);
          }
        }
        assert.ok(((chat['stop'] as readonly string[] | undefined) ?? ['x']).every((stop) => stop !== ''));
        assert.ok(((chat['stop'] as readonly string[] | undefined) ?? []).length <= 4);
        for (const field of ['frequency_penalty', 'presence_penalty', 'repetition_penalty', 'seed', 'stop', 'response_format']) {
          assert.equal(message[field], undefined);
        }
      }),
    );
  });
});
