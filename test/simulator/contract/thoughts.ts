import { block, chunk, data, delta, done, endsWith, event, json, over, says, stop, stream, tells, thinks, type ContractCases, type Outcome } from './exchange.ts';

// Every way in which a thought arrives. The messages wire has two of its own, and may leave the tags in the text as well.

const thoughtful: Outcome = { thought: 'Let me see.', text: 'It is 4.', end: { finish: 'stop' } };
const one = (...parts: readonly object[]) => stream(parts.map((part) => chunk(part)).join('') + stop + done);
const letters = (text: string): string => Array.from(text, (letter) => says(letter)).join('');
const letterEvents = (text: string): string => Array.from(text, (letter) => tells(letter)).join('');
const tagged = '<think>\nLet me see.\n</think>\n\nIt is 4.';

export const thoughts = {
  'thought-reasoning-content': {
    rows: [12],
    summary: 'thought in reasoning_content; in a thinking block',
    chat: one({ reasoning_content: 'Let me ', content: null }, { reasoning_content: 'see.' }, { content: 'It is 4.' }),
    messages: stream(
      block(0, { type: 'thinking', thinking: '' }) + thinks('Let me ') + thinks('see.') + delta(0, { type: 'signature_delta', signature: 'abc' }) +
        block(1, { type: 'text', text: '' }) + tells('It is 4.', 1) + endsWith('end_turn') + over,
    ),
    outcome: thoughtful,
  },
  'thought-reasoning': {
    rows: [12],
    summary: 'thought in reasoning; a thinking block without a signature',
    chat: one({ reasoning: 'Let me ' }, { reasoning: 'see.', content: '' }, { content: 'It is 4.' }),
    messages: stream(block(0, { type: 'thinking', thinking: 'Let me ' }) + thinks('see.') + tells('It is 4.', 1) + endsWith('end_turn') + over),
    outcome: thoughtful,
  },
  'thought-twice': {
    rows: [12],
    summary: 'the same thought in reasoning and in reasoning_details: counted once',
    chat: one(
      { reasoning: 'Let me see.', reasoning_content: 'Let me see.', reasoning_details: [{ type: 'reasoning.text', text: 'Let me see.', index: 0 }] },
      { content: 'It is 4.' },
    ),
    messages: stream(thinks('Let me see.') + event('content_block_stop', { index: 0 }) + tells('It is 4.', 1) + endsWith('end_turn') + over),
    outcome: thoughtful,
  },
  'thought-details': {
    rows: [12],
    summary: 'thought in reasoning_details alone; a redacted block is not shown',
    chat: one(
      { reasoning_details: [{ type: 'reasoning.text', text: 'Let me ', index: 0 }] },
      { reasoning_details: [{ type: 'reasoning.summary', summary: 'see.', index: 1 }, { type: 'reasoning.encrypted', data: 'x', index: 2 }] },
      { content: 'It is 4.' },
    ),
    messages: stream(thinks('Let me see.') + block(1, { type: 'redacted_thinking', data: 'x' }) + tells('It is 4.', 2) + endsWith('end_turn') + over),
    outcome: thoughtful,
  },
  'thought-tags': {
    rows: [12],
    summary: 'thought between tags in the text, a letter at a time',
    chat: stream(letters(tagged) + stop + done),
    messages: stream(letterEvents(tagged) + endsWith('end_turn') + over),
    outcome: thoughtful,
  },
  'thought-mm-tags': {
    rows: [12],
    summary: 'thought between mm:think tags',
    chat: stream(letters(tagged.replaceAll('think>', 'mm:think>')) + stop + done),
    messages: stream(letterEvents(tagged.replaceAll('think>', 'mm:think>')) + endsWith('end_turn') + over),
    outcome: thoughtful,
  },
  'thought-closing-tag': {
    rows: [12],
    summary: 'a closing tag alone, from a model whose template opens the thought',
    asked: { model: 'MiniMaxAI-MiniMax-M2' },
    chat: stream(letters('Let me see.\n</think>\n\nIt is 4.') + stop + done),
    messages: stream(letterEvents('Let me see.\n</think>\n\nIt is 4.') + endsWith('end_turn') + over),
    outcome: thoughtful,
  },
  'thought-tag-in-answer': {
    rows: [12],
    summary: 'an answer that speaks of the tag',
    chat: stream(says('Write `<think>` and </think>.') + stop + done),
    messages: stream(tells('Write `<think>` and </think>.') + endsWith('end_turn') + over),
    outcome: { text: 'Write `<think>` and </think>.', end: { finish: 'stop' } },
  },
  'thought-out-of-tokens': {
    rows: [12],
    summary: 'the tokens run out inside the thought',
    chat: stream(says('<think>Let me') + chunk({}, 'length') + done),
    messages: stream(thinks('Let me') + endsWith('max_tokens') + over),
    outcome: { thought: 'Let me', end: { finish: 'length' } },
  },
  'thought-cut': {
    rows: [10, 12],
    summary: 'the socket is destroyed inside the thought',
    chat: { ...stream(says('<think>Let me see')), ending: 'cut' },
    messages: { ...stream(thinks('Let me see')), ending: 'cut' },
    outcome: { thought: 'Let me see', end: { fails: 'cut-off' } },
  },
  'thought-whole': {
    rows: [5, 12],
    summary: 'a plain answer with its thought',
    chat: json({ choices: [{ message: { content: 'It is 4.', reasoning_content: 'Let me see.' }, finish_reason: 'stop' }] }),
    messages: json({ type: 'message', content: [{ type: 'thinking', thinking: 'Let me see.', signature: 'x' }, { type: 'text', text: 'It is 4.' }], stop_reason: 'end_turn' }),
    outcome: thoughtful,
  },
  'thought-in-blocks': {
    rows: [11, 12],
    summary: 'content as a list with a thought in it; tags left in the text block',
    chat: stream(data({ choices: [{ delta: { content: [{ type: 'thinking', thinking: 'Let me see.' }, { type: 'text', text: 'It is 4.' }] } }] }) + stop + done),
    messages: stream(tells('<think>Let me see.</think>It is 4.') + endsWith('end_turn') + over),
    outcome: thoughtful,
  },
} as const satisfies ContractCases;
