// The stream that all clients read: thought, text and tool calls, in the frames of either wire.

export type Wire = 'chat' | 'messages';

/** Events of one answer, the few around the deltas not counted. */
export const chunks = 10_000;
/** Calls in it, and the fragments of arguments of each. */
const calls = 5;
const fragments = 100;
const thoughts = 3000;
const texts = chunks - thoughts - calls * fragments;

const words = ['The', ' answer', ' is', ' here', ',', ' and', ' a "quoted"', ' word', '.\n', ' café', ' 日本'];
const word = (index: number): string => words[index % words.length] ?? '';

/** What every reader has to have found at the end. */
export const expected = {
  text: Array.from({ length: texts }, (_, index) => word(index)).join('').length,
  thought: Array.from({ length: thoughts }, (_, index) => word(index)).join('').length,
  calls,
};

const argument = (index: number): string => (index === 0 ? '{"path":"' : index === fragments - 1 ? '"}' : 'src/file ');

export function framesOf(wire: Wire): readonly string[] {
  return wire === 'chat' ? chatFrames() : messagesFrames();
}

function chatFrames(): string[] {
  const chunk = (delta: unknown, finish: string | null = null): string =>
    `data: ${JSON.stringify({
      id: 'gen-1775606400-AbCdEfGhIjKlMnOpQrSt',
      provider: 'Chutes',
      model: 'minimax/minimax-m1',
      object: 'chat.completion.chunk',
      created: 1_775_606_400,
      choices: [{ index: 0, delta, finish_reason: finish, native_finish_reason: finish, logprobs: null }],
    })}\n\n`;
  const frames = [': OPENROUTER PROCESSING\n\n'];
  for (let index = 0; index < thoughts; index++) {
    frames.push(chunk({ role: 'assistant', content: '', reasoning_content: word(index) }));
  }
  for (let index = 0; index < texts; index++) {
    frames.push(chunk({ role: 'assistant', content: word(index) }));
  }
  for (let call = 0; call < calls; call++) {
    for (let index = 0; index < fragments; index++) {
      const head = index === 0 ? { id: `call_${call}`, type: 'function' } : {};
      const named = index === 0 ? { name: 'read' } : {};
      frames.push(chunk({ tool_calls: [{ index: call, ...head, function: { ...named, arguments: argument(index) } }] }));
    }
  }
  const usage = { prompt_tokens: 10, completion_tokens: chunks, total_tokens: chunks + 10 };
  frames.push(chunk({}, 'tool_calls'), `data: ${JSON.stringify({ id: 'gen-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage })}\n\n`);
  return [...frames, 'data: [DONE]\n\n'];
}

function messagesFrames(): string[] {
  const event = (type: string, payload: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...payload })}\n\n`;
  const delta = (index: number, change: object): string => event('content_block_delta', { index, delta: change });
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [], stop_reason: null, stop_sequence: null };
  const frames = [event('message_start', { message: { ...message, usage: { input_tokens: 10, output_tokens: 1 } } })];
  const block = (index: number, content: object, deltas: readonly object[]): void => {
    frames.push(event('content_block_start', { index, content_block: content }));
    frames.push(...deltas.map((change) => delta(index, change)), event('content_block_stop', { index }));
  };
  const many = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index));
  block(0, { type: 'thinking', thinking: '', signature: '' }, [
    ...many(thoughts, (index) => ({ type: 'thinking_delta', thinking: word(index) })),
    { type: 'signature_delta', signature: 'c2ltdWxhdGVk' },
  ]);
  block(1, { type: 'text', text: '' }, many(texts, (index) => ({ type: 'text_delta', text: word(index) })));
  for (let call = 0; call < calls; call++) {
    block(
      2 + call,
      { type: 'tool_use', id: `toolu_${call}`, name: 'read', input: {} },
      many(fragments, (index) => ({ type: 'input_json_delta', partial_json: argument(index) })),
    );
  }
  frames.push(event('message_delta', { delta: { stop_reason: 'tool_use', stop_sequence: null }, usage: { output_tokens: chunks } }));
  return [...frames, event('message_stop', {})];
}
