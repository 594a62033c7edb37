import { block, chunk, data, delta, done, endsWith, event, json, over, says, stop, stream, tells, type ContractCases, type Outcome } from './exchange.ts';

// Whole answers in every form that the bytes may have.

const hello: Outcome = { text: 'Hello, world', end: { finish: 'stop' } };
const chatHello = says('Hello, ') + says('world') + stop + done;
const messagesHello = block(0, { type: 'text', text: '' }) + tells('Hello, ') + tells('world') + endsWith('end_turn') + over;
const completion = (message: object, finish: string | null = 'stop', more: object = {}): object => ({
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
  ...more,
});
const message = (content: unknown, stopReason: string | null = 'end_turn', more: object = {}): object => ({
  type: 'message',
  role: 'assistant',
  content,
  stop_reason: stopReason,
  ...more,
});
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytewise = (text: string): readonly Uint8Array[] => [...encoded(text)].map((byte) => Uint8Array.of(byte));

export const forms = {
  'form-plain': {
    rows: [16],
    summary: 'a stream as documented',
    chat: stream(chatHello),
    messages: stream(messagesHello),
    outcome: hello,
  },
  'form-json': {
    rows: [5],
    summary: 'JSON answered to a stream request',
    chat: json(completion({ content: 'Hello, world' })),
    messages: json(message([{ type: 'text', text: 'Hello, world' }])),
    outcome: hello,
  },
  'form-json-as-stream': {
    rows: [5],
    summary: 'JSON that calls itself a stream',
    chat: stream(JSON.stringify(completion({ content: 'Hello, world' }))),
    messages: stream(`\n${JSON.stringify(message([{ type: 'text', text: 'Hello, world' }]))}`),
    outcome: hello,
  },
  'form-stream-as-json': {
    rows: [6],
    summary: 'a stream that calls itself JSON',
    chat: { ...stream(chatHello), headers: { 'content-type': 'application/json' } },
    messages: { ...stream(messagesHello), headers: { 'content-type': 'application/json' } },
    outcome: hello,
  },
  'form-other-wire': {
    rows: [5],
    summary: "one wire's whole answer to a request on the other",
    chat: json(message([{ type: 'text', text: 'Hello, world' }])),
    messages: json(completion({ content: 'Hello, world' })),
    outcome: hello,
  },
  'form-comments': {
    rows: [16, 17],
    summary: 'comments and fields of no meaning anywhere',
    chat: stream(`: OPENROUTER PROCESSING\n\nid: 7\nretry: 10\n${says('Hello, ')}: still here\n${says('world')}:\n\n${stop}${done}`),
    messages: stream(`: ping\n\n${event('ping')}${tells('Hello, ')}: alive\n\n${event('ping')}${tells('world')}${endsWith('end_turn')}${over}`),
    outcome: hello,
  },
  'form-crlf': {
    rows: [16],
    summary: 'carriage returns with line feeds, and a byte-order mark',
    chat: stream(`\ufeff${chatHello.replaceAll('\n', '\r\n')}`),
    messages: stream(`\ufeff${messagesHello.replaceAll('\n', '\r\n')}`),
    outcome: hello,
  },
  'form-cr': {
    rows: [16],
    summary: 'carriage returns alone',
    chat: stream(chatHello.replaceAll('\n', '\r')),
    messages: stream(messagesHello.replaceAll('\n', '\r')),
    outcome: hello,
  },
  'form-no-space': {
    rows: [16],
    summary: 'no space after the colon',
    chat: stream(chatHello.replaceAll('data: ', 'data:')),
    messages: stream(messagesHello.replaceAll('data: ', 'data:').replaceAll('event: ', 'event:')),
    outcome: hello,
  },
  'form-no-blank-lines': {
    rows: [16],
    summary: 'no blank line between events, as the documents print them',
    chat: stream(chatHello.replaceAll('\n\n', '\n')),
    messages: stream(messagesHello.replace(/event: .*\n/g, '').replaceAll('\n\n', '\n')),
    outcome: hello,
  },
  'form-many-lines': {
    rows: [16],
    summary: 'one JSON over several data lines',
    chat: stream(says('Hello, ').replace(',"object"', ',\ndata: "object"') + says('world') + stop + done),
    messages: stream(tells('Hello, ').replace(',"index"', ',\ndata: "index"') + tells('world') + endsWith('end_turn') + over),
    outcome: hello,
  },
  'form-no-final-blank': {
    rows: [16],
    summary: 'no line end after the last event',
    chat: stream((says('Hello, ') + says('world') + stop).trimEnd()),
    messages: stream((tells('Hello, ') + tells('world') + endsWith('end_turn')).trimEnd()),
    outcome: hello,
  },
  'form-bytes': {
    rows: [16],
    summary: 'every byte a write of its own, characters of many bytes among them',
    chat: stream(...bytewise(`${says('Grüße, 日本 👩‍💻')}${stop}${done}`)),
    messages: stream(...bytewise(`${tells('Grüße, 日本 👩‍💻')}${endsWith('end_turn')}${over}`)),
    outcome: { text: 'Grüße, 日本 👩‍💻', end: { finish: 'stop' } },
  },
  'form-unnamed-events': {
    rows: [18],
    summary: 'messages without event names and with an end marker; chat chunks with names of no meaning',
    chat: stream(`event: message\n${says('Hello, ')}event: x\n${says('world')}${stop}${done}`),
    messages: stream(messagesHello.replace(/event: .*\n/g, '') + done),
    outcome: hello,
  },
  'form-unknown-events': {
    rows: [18],
    summary: 'events of types that nobody has heard of',
    chat: stream(data({ object: 'chat.completion.note', choices: [] }) + chatHello),
    messages: stream(event('content_block_sparkle', { index: 0, spark: 1 }) + messagesHello),
    outcome: hello,
  },
  'chunks-odd': {
    rows: [11],
    summary: 'no choices, empty choices, null deltas, missing index, null and listed content, a second choice',
    chat: stream(
      data({ choices: [] }) + data({ id: 'x' }) + data({ choices: [{ delta: null }] }) + data({ choices: [{ delta: { content: null } }] }) +
        data({ choices: [{ delta: { content: [{ type: 'text', text: 'Hello, ' }] } }] }) + data({ choices: [{ delta: { content: 'world' } }] }) +
        data({ choices: [{ index: 1, delta: { content: 'another answer' } }] }) + stop + done,
    ),
    messages: stream(
      event('content_block_start', { index: 0 }) + event('content_block_delta', { index: 0, delta: null }) + event('content_block_delta', { delta: { type: 'text_delta', text: 'Hello, ' } }) +
        delta(0, { type: 'citations_delta', citation: {} }) + tells('world') + endsWith('end_turn') + over,
    ),
    outcome: hello,
  },
  'chunks-text': {
    rows: [11],
    summary: 'text beside the delta, as completions of old; the whole text in the opening block',
    chat: stream(data({ choices: [{ index: 0, text: 'Hello, ' }] }) + data({ choices: [{ index: 0, text: 'world', finish_reason: 'stop' }] }) + done),
    messages: stream(block(0, { type: 'text', text: 'Hello, world' }) + endsWith('end_turn') + over),
    outcome: hello,
  },
  'chunks-repeated-message': {
    rows: [11],
    summary: 'the last chunk has the whole message once more',
    chat: stream(says('Hello, ') + says('world') + data({ choices: [{ message: { content: 'Hello, world' }, finish_reason: 'stop' }] }) + done),
    messages: stream(messagesHello + event('content_block_stop', { index: 0 })),
    outcome: hello,
  },
  'answer-in-message': {
    rows: [22],
    summary: 'status success with the text in message, an older form',
    chat: json({ status: 'success', message: 'Hello, world' }),
    messages: json({ status: 'success', message: 'Hello, world' }),
    outcome: hello,
  },
  'answer-processing': {
    rows: [22],
    summary: 'status processing: taken for later, with an id',
    chat: json({ status: 'processing', id: 42, eta: 10, message: 'Try again later' }),
    messages: json({ status: 'processing', id: 42 }),
    outcome: {
      chat: { end: { fails: 'protocol', detail: 'processing 42 Try again later' } },
      messages: { end: { fails: 'protocol', detail: 'processing 42' } },
    },
  },
  'ends-without-marker': {
    rows: [10],
    summary: 'a finish reason and no end marker',
    chat: stream(says('Hello, ') + says('world') + stop),
    messages: stream(tells('Hello, ') + tells('world') + endsWith('end_turn')),
    outcome: hello,
  },
  'ends-with-marker-alone': {
    rows: [10],
    summary: 'an end marker and no finish reason',
    chat: stream(says('Hello, ') + says('world') + done),
    messages: stream(tells('Hello, ') + tells('world') + endsWith(null) + over),
    outcome: hello,
  },
  'ends-with-nothing': {
    rows: [10],
    summary: 'neither a finish reason nor an end marker',
    chat: stream(says('Hello, ')),
    messages: stream(tells('Hello, ')),
    outcome: { text: 'Hello, ', end: { fails: 'cut-off' } },
  },
  'ends-cut': {
    rows: [10],
    summary: 'the socket is destroyed in mid-answer',
    chat: { ...stream(says('Hello, ')), ending: 'cut' },
    messages: { ...stream(tells('Hello, ')), ending: 'cut' },
    outcome: { text: 'Hello, ', end: { fails: 'cut-off' } },
  },
  'ends-cut-in-event': {
    rows: [10, 16],
    summary: 'the socket is destroyed inside an event',
    chat: { ...stream(says('Hello, ') + says('world').slice(0, 20)), ending: 'cut' },
    messages: { ...stream(tells('Hello, ') + tells('world').slice(0, 30)), ending: 'cut' },
    outcome: { text: 'Hello, ', end: { fails: 'cut-off' } },
  },
  'ends-cut-before-blank': {
    rows: [10, 16],
    summary: 'the socket is destroyed just before the blank line that would have closed the event',
    chat: { ...stream(says('Hello, ') + says('world').trimEnd()), ending: 'cut' },
    messages: { ...stream(tells('Hello, ') + tells('world').trimEnd()), ending: 'cut' },
    outcome: { text: 'Hello, world', end: { fails: 'cut-off' } },
  },
  'ends-cut-after-finish': {
    rows: [10],
    summary: 'the socket is destroyed after the finish reason: nothing is missing',
    chat: { ...stream(says('Hello, ') + says('world') + stop), ending: 'cut' },
    messages: { ...stream(tells('Hello, ') + tells('world') + endsWith('end_turn')), ending: 'cut' },
    outcome: hello,
  },
  'ends-stalled': {
    rows: [17],
    summary: 'silence in mid-answer',
    chat: { ...stream(says('Hello, ')), ending: 'stall' },
    messages: { ...stream(tells('Hello, ')), ending: 'stall' },
    outcome: { text: 'Hello, ', end: { fails: 'stalled' } },
  },
  'ends-stalled-at-once': {
    rows: [17],
    summary: 'a head, and silence',
    chat: { ...stream(), ending: 'stall' },
    messages: { ...stream(), ending: 'stall' },
    outcome: { end: { fails: 'stalled' } },
  },
  'ends-marker-alone': {
    rows: [10],
    summary: 'an end marker and nothing else',
    chat: stream(done),
    messages: stream(over),
    outcome: { chat: { end: { fails: 'protocol' } }, messages: { end: { fails: 'cut-off' } } },
  },
  'finish-words': {
    rows: [9],
    summary: 'words of their own for an ordinary end',
    chat: stream(says('Hello, world') + chunk({}, 'eos') + done),
    messages: stream(tells('Hello, world') + endsWith('stop_sequence') + over),
    outcome: hello,
  },
  'finish-upper-case': {
    rows: [9],
    summary: 'finish reasons in capitals',
    chat: stream(says('Hello, world') + chunk({}, 'STOP') + done),
    messages: stream(tells('Hello, world') + endsWith('END_TURN') + over),
    outcome: hello,
  },
  'finish-empty': {
    rows: [9],
    summary: 'an empty finish reason with each chunk, and a real one at the end',
    chat: stream(chunk({ content: 'Hello, ' }, '') + chunk({ content: 'world' }, '') + stop + done),
    messages: stream(tells('Hello, ') + endsWith('') + tells('world') + endsWith('end_turn') + over),
    outcome: hello,
  },
  'finish-unknown': {
    rows: [9],
    summary: 'a finish reason that nobody knows',
    chat: stream(says('Hello, world') + chunk({}, 'solar_flare') + done),
    messages: stream(tells('Hello, world') + endsWith('pause_turn') + over),
    outcome: {
      chat: { text: 'Hello, world', end: { finish: 'other', raw: 'solar_flare' } },
      messages: { text: 'Hello, world', end: { finish: 'other', raw: 'pause_turn' } },
    },
  },
  'finish-length': {
    rows: [9],
    summary: 'out of tokens',
    chat: stream(says('Hello, ') + chunk({}, 'length') + done),
    messages: stream(tells('Hello, ') + endsWith('max_tokens') + over),
    outcome: { text: 'Hello, ', end: { finish: 'length' } },
  },
  'finish-filtered': {
    rows: [9],
    summary: 'withheld',
    chat: stream(says('Hello, ') + chunk({}, 'content_filter') + done),
    messages: stream(tells('Hello, ') + endsWith('refusal') + over),
    outcome: { text: 'Hello, ', end: { finish: 'content-filter' } },
  },
  'usage-last': {
    rows: [15],
    summary: 'usage on a chunk without choices, null before; cumulative on messages',
    chat: stream(
      data({ choices: [{ delta: { content: 'Hello, world' } }], usage: null }) + stop +
        data({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12, completion_tokens_details: { reasoning_tokens: 3 }, prompt_tokens_details: { cached_tokens: 2 }, cost: 0.001 } }) + done,
    ),
    messages: stream(
      event('message_start', { message: { content: [], usage: { input_tokens: 3, output_tokens: 0, cache_read_input_tokens: 2 } } }) + tells('Hello, world') +
        endsWith(null, { usage: { output_tokens: 4 } }) + endsWith('end_turn', { usage: { input_tokens: null, output_tokens: 7 } }) + over,
    ),
    outcome: {
      chat: { ...hello, usage: { promptTokens: 5, completionTokens: 7, reasoningTokens: 3, cachedTokens: 2, costUsd: 0.001 } },
      messages: { ...hello, usage: { promptTokens: 5, completionTokens: 7, cachedTokens: 2 } },
    },
  },
  'usage-everywhere': {
    rows: [15],
    summary: 'usage on every chunk, growing',
    chat: stream(
      data({ choices: [{ delta: { content: 'Hello, ' } }], usage: { prompt_tokens: 5, completion_tokens: 1 } }) +
        data({ choices: [{ delta: { content: 'world' }, finish_reason: 'stop' }], usage: { prompt_tokens: 5, completion_tokens: 2 } }) + done,
    ),
    messages: stream(
      event('message_start', { message: { usage: { input_tokens: 5, output_tokens: 1 } } }) + tells('Hello, ') + endsWith(null, { usage: { output_tokens: 1 } }) + tells('world') +
        endsWith('end_turn', { usage: { output_tokens: 2 } }) + over,
    ),
    outcome: { ...hello, usage: { promptTokens: 5, completionTokens: 2 } },
  },
  'usage-total-only': {
    rows: [15],
    summary: 'only a total beside the prompt; zeros at first on messages',
    chat: stream(says('Hello, world') + stop + data({ choices: [], usage: { prompt_tokens: 5, total_tokens: 7 } }) + done),
    messages: stream(
      event('message_start', { message: { usage: { input_tokens: 0, output_tokens: 0 } } }) + tells('Hello, world') + endsWith('end_turn', { usage: { input_tokens: 5, output_tokens: 2 } }) + over,
    ),
    outcome: { ...hello, usage: { promptTokens: 5, completionTokens: 2 } },
  },
  'model-field': {
    rows: [1],
    summary: 'an answer that names the model in its own way',
    chat: stream(data({ model_id: 'x', model: 'minimax/minimax-m1', provider: 'Chutes', choices: [{ delta: { content: 'Hello, world' } }] }) + stop + done),
    messages: stream(event('message_start', { message: { model: 'minimax/minimax-m1' } }) + tells('Hello, world') + endsWith('end_turn') + over),
    outcome: hello,
  },
} as const satisfies ContractCases;

