import { block, chunk, data, delta, done, endsWith, event, json, over, says, stop, stream, tells, type ContractCases, type Outcome } from './exchange.ts';

// Tool calls, in all the pieces that gateways make of them. `read` takes a path.

const read = { name: 'read', arguments: '{"path":"a.ts"}' };
const calls = (...list: NonNullable<Outcome['calls']>): Outcome => ({ calls: list, end: { finish: 'tool-calls' } });
const offered = { tools: true } as const;
const fragment = (call: object) => chunk({ tool_calls: [call] });
const toolEnd = chunk({}, 'tool_calls') + done;
const args = (index: number, ...pieces: readonly string[]): string =>
  pieces.map((piece) => delta(index, { type: 'input_json_delta', partial_json: piece })).join('');
const use = (index: number, id = 'toolu_1', name = 'read', input: object = {}): string =>
  block(index, { type: 'tool_use', id, name, input });
const toolOver = endsWith('tool_use') + over;

export const toolCalls = {
  'calls-fragments': {
    rows: [13],
    summary: 'a call in fragments by index',
    asked: offered,
    chat: stream(
      fragment({ index: 0, id: 'call_1', type: 'function', function: { name: 'read', arguments: '' } }) + fragment({ index: 0, function: { arguments: '{"path"' } }) +
        fragment({ index: 0, function: { arguments: ':"a.ts"}' } }) + toolEnd,
    ),
    messages: stream(use(0, 'call_1') + args(0, '', '{"path"', ':"a.ts"}') + event('content_block_stop', { index: 0 }) + toolOver),
    outcome: calls({ ...read, id: 'call_1' }),
  },
  'calls-two': {
    rows: [13],
    summary: 'two calls, their fragments interleaved',
    asked: offered,
    chat: stream(
      fragment({ index: 0, id: 'a', function: { name: 'read', arguments: '{"path"' } }) + fragment({ index: 1, id: 'b', function: { name: 'read', arguments: '{"path":"b' } }) +
        fragment({ index: 0, function: { arguments: ':"a.ts"}' } }) + fragment({ index: 1, function: { arguments: '.ts"}' } }) + toolEnd,
    ),
    messages: stream(use(0, 'a') + use(1, 'b') + args(0, '{"path"') + args(1, '{"path":"b') + args(0, ':"a.ts"}') + args(1, '.ts"}') + toolOver),
    outcome: calls({ ...read, id: 'a' }, { name: 'read', arguments: '{"path":"b.ts"}', id: 'b' }),
  },
  'calls-no-ids': {
    rows: [13],
    summary: 'no index and no id',
    asked: offered,
    chat: stream(fragment({ function: { name: 'read', arguments: '{"path"' } }) + fragment({ function: { arguments: ':"a.ts"}' } }) + toolEnd),
    messages: stream(block(0, { type: 'tool_use', name: 'read', input: {} }) + event('content_block_delta', { delta: { type: 'input_json_delta', partial_json: '{"path":"a.ts"}' } }) + toolOver),
    outcome: calls(read),
  },
  'calls-repeated-names': {
    rows: [13],
    summary: 'id and name with each fragment; the whole call in the opening block',
    asked: offered,
    chat: stream(
      fragment({ index: 0, id: 'call_1', function: { name: 'read', arguments: '{"path"' } }) + fragment({ index: 0, id: 'call_1', function: { name: 'read', arguments: ':"a.ts"}' } }) + toolEnd,
    ),
    messages: stream(use(0, 'call_1', 'read', { path: 'a.ts' }) + toolOver),
    outcome: calls({ ...read, id: 'call_1' }),
  },
  'calls-resent-whole': {
    rows: [13],
    summary: 'arguments sent again from the start, longer than before',
    asked: offered,
    chat: stream(fragment({ index: 0, id: 'call_1', function: { name: 'read', arguments: '{"path":"a"}' } }) + fragment({ index: 0, function: { arguments: '{"path":"a.ts"}' } }) + toolEnd),
    messages: stream(use(0, 'call_1') + args(0, '{"path":"a"}', '{"path":"a.ts"}') + toolOver),
    outcome: calls({ ...read, id: 'call_1' }),
  },
  'calls-white-space-tail': {
    rows: [13],
    summary: 'white space after complete arguments',
    asked: offered,
    chat: stream(fragment({ index: 0, id: 'call_1', function: { name: 'read', arguments: '{"path":"a.ts"}' } }) + fragment({ index: 0, function: { arguments: ' \n' } }) + toolEnd),
    messages: stream(use(0, 'call_1') + args(0, '{"path":"a.ts"}', ' \n') + toolOver),
    outcome: calls({ ...read, id: 'call_1' }),
  },
  'calls-object-arguments': {
    rows: [13],
    summary: 'arguments as an object rather than text',
    asked: offered,
    chat: stream(fragment({ index: 0, id: 'call_1', function: { name: 'read', arguments: { path: 'a.ts' } } }) + toolEnd),
    messages: json({ type: 'message', content: [{ type: 'tool_use', id: 'call_1', name: 'read', input: { path: 'a.ts' } }], stop_reason: 'tool_use' }),
    outcome: calls({ ...read, id: 'call_1' }),
  },
  'calls-no-arguments': {
    rows: [13],
    summary: 'no arguments at all: an empty object',
    asked: offered,
    chat: stream(fragment({ index: 0, id: 'call_1', function: { name: 'list' } }) + toolEnd),
    messages: stream(use(0, 'call_1', 'list') + toolOver),
    outcome: calls({ name: 'list', arguments: '{}', id: 'call_1' }),
  },
  'calls-wrong-finish': {
    rows: [9, 13],
    summary: 'finish reason stop, or none, though there are calls',
    asked: offered,
    chat: stream(fragment({ index: 0, id: 'call_1', function: { name: 'read', arguments: '{"path":"a.ts"}' } }) + stop + done),
    messages: stream(use(0, 'call_1') + args(0, '{"path":"a.ts"}') + endsWith(null) + over),
    outcome: calls({ ...read, id: 'call_1' }),
  },
  'calls-function-call': {
    rows: [9, 13],
    summary: 'the older function_call; text before the call',
    asked: offered,
    chat: stream(says('I look.') + chunk({ function_call: { name: 'read', arguments: '{"path":' } }) + chunk({ function_call: { arguments: '"a.ts"}' } }) + chunk({}, 'function_call') + done),
    messages: stream(tells('I look.') + use(1) + args(1, '{"path":"a.ts"}') + toolOver),
    outcome: { text: 'I look.', ...calls(read) },
  },
  'calls-none': {
    rows: [14],
    summary: 'an empty list of calls is none',
    asked: offered,
    chat: stream(chunk({ content: 'Hello', tool_calls: [] }) + chunk({ tool_calls: [] }, 'stop') + done),
    messages: json({ type: 'message', content: [{ type: 'text', text: 'Hello' }], tool_calls: [], stop_reason: 'end_turn' }),
    outcome: { text: 'Hello', end: { finish: 'stop' } },
  },
  'calls-in-text': {
    rows: [13],
    summary: "MiniMax M1's own words for calls, in the text",
    asked: offered,
    chat: stream(says('I look.\n<tool_') + says('calls>\n{"name": "read", "arguments": {"path": "a.ts"}}\n</tool_calls>') + stop + done),
    messages: stream(tells('I look.\n<tool_') + tells('calls>\n{"name": "read", "arguments": {"path": "a.ts"}}\n</tool_calls>') + endsWith('end_turn') + over),
    outcome: { text: 'I look.\n', ...calls(read) },
  },
  'calls-in-thought': {
    rows: [12, 13],
    summary: 'calls inside a thought are thoughts',
    asked: offered,
    chat: stream(says('<think>\n<tool_calls>\n{"name": "read", "arguments": {}}\n</tool_calls>\n</think>\nNo.') + stop + done),
    messages: stream(tells('<think>\n<tool_calls>\n{"name": "read", "arguments": {}}\n</tool_calls>\n</think>\nNo.') + endsWith('end_turn') + over),
    outcome: { thought: '<tool_calls>\n{"name": "read", "arguments": {}}\n</tool_calls>', text: 'No.', end: { finish: 'stop' } },
  },
  'calls-half': {
    rows: [10, 13],
    summary: 'the stream ends inside the arguments: no half call is handed on',
    asked: offered,
    chat: stream(says('I look.') + fragment({ index: 0, id: 'call_1', function: { name: 'read', arguments: '{"path":"a' } })),
    messages: stream(tells('I look.') + use(1) + args(1, '{"path":"a')),
    outcome: { text: 'I look.', end: { fails: 'cut-off' } },
  },
  'calls-half-finished': {
    rows: [13],
    summary: 'a call that the model calls finished and nobody can read',
    asked: offered,
    chat: stream(fragment({ index: 0, id: 'call_1', function: { name: 'read', arguments: '{"path":"a' } }) + toolEnd),
    messages: stream(use(0) + args(0, '{"path":"a') + toolOver),
    outcome: { end: { fails: 'protocol' } },
  },
  'calls-out-of-tokens': {
    rows: [13],
    summary: 'the tokens run out inside the arguments',
    asked: offered,
    chat: stream(fragment({ index: 0, id: 'call_1', function: { name: 'read', arguments: '{"path":"a' } }) + chunk({}, 'length') + done),
    messages: stream(use(0) + args(0, '{"path":"a') + endsWith('max_tokens') + over),
    outcome: { end: { finish: 'length' } },
  },
  'calls-whole': {
    rows: [5, 13],
    summary: 'a plain answer with a call and null content',
    asked: offered,
    chat: json({ choices: [{ message: { content: null, tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'read', arguments: '{"path":"a.ts"}' } }] }, finish_reason: 'tool_calls' }] }),
    messages: json({ type: 'message', content: [{ type: 'text', text: '' }, { type: 'tool_use', id: 'call_1', name: 'read', input: { path: 'a.ts' } }], stop_reason: 'tool_use' }),
    outcome: calls({ ...read, id: 'call_1' }),
  },
  'calls-on-other-wire': {
    rows: [18],
    summary: 'a relay that streams in the form of the other wire',
    asked: offered,
    chat: stream(use(0, 'call_1') + args(0, '{"path":"a.ts"}') + toolOver),
    messages: stream(data({ choices: [{ delta: { tool_calls: [{ index: 0, id: 'call_1', function: { name: 'read', arguments: '{"path":"a.ts"}' } }] } }] }) + toolEnd),
    outcome: calls({ ...read, id: 'call_1' }),
  },
} as const satisfies ContractCases;
