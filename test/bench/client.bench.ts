// How fast the client reads a stream, beside the floor: a bare loop that splits the same bytes on blank lines and parses
// each frame's JSON. The two take turns, so that a busy machine slows both; the ratio is what counts.
import assert from 'node:assert/strict';
import type { Connection } from '../../src/core/endpoint.ts';
import type { ChatRequest } from '../../src/core/model.ts';
import { LlmClient } from '../../src/llm/client.ts';
import type { Transport } from '../../src/llm/transport.ts';
import { paddedText } from '../simulator/answers/lengthy.ts';
import { ChatWire } from '../simulator/chatWire.ts';
import { MessagesWire } from '../simulator/messagesWire.ts';
import { tokenSplitter } from '../simulator/tokens.ts';
import { median, report, type Row } from './rows.ts';

const deltas = 20_000;
const chunkBytes = 16 * 1024;
const warmUps = 5;
const runs = 25;

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

function connectionFor(wire: 'openai' | 'anthropic'): Connection {
  return {
    endpoint: {
      name: 'bench',
      baseUrl: 'http://127.0.0.1:1',
      wire,
      auth: 'none',
      modelField: 'model',
      chatPath: '/chat/completions',
      headers: {},
    },
    key: undefined,
    idleTimeoutMs: 60_000,
  };
}

const request: ChatRequest = {
  model: 'MiniMaxAI-MiniMax-M1-40k',
  system: '',
  messages: [{ role: 'user', text: 'Hello' }],
  parameters: { maxTokens: 40_000, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};

/** Chunks as a socket gives them, from memory: the network is not what is measured. */
function memoryTransport(bytes: Uint8Array): Transport {
  return {
    send: () =>
      Promise.resolve({ status: 200, headers: { 'content-type': 'text/event-stream' }, body: chunksOf(bytes) }),
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- both readers take an async iterable, as a socket is one
async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    yield bytes.subarray(at, at + chunkBytes);
  }
}

async function readWithClient(client: LlmClient): Promise<string> {
  let text = '';
  for await (const delta of client.stream(request, new AbortController().signal)) {
    if (delta.type === 'text') {
      text += delta.text;
    }
  }
  return text;
}

interface Frame {
  readonly choices?: readonly { readonly delta: { readonly content?: string } }[];
  readonly delta?: { readonly text?: string };
}

async function readBare(bytes: Uint8Array): Promise<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let text = '';
  for await (const chunk of chunksOf(bytes)) {
    const frames = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const data = frame.slice(frame.indexOf('data: ') + 6);
      if (data !== '[DONE]' && !frame.startsWith(':')) {
        const value = JSON.parse(data) as Frame;
        text += value.choices?.[0]?.delta.content ?? value.delta?.text ?? '';
      }
    }
  }
  return text;
}

async function timed(read: () => Promise<string>, expected: string): Promise<number> {
  const start = performance.now();
  const text = await read();
  const ms = performance.now() - start;
  assert.equal(text, expected);
  return ms;
}

async function measure(name: string, wire: 'openai' | 'anthropic'): Promise<readonly Row[]> {
  const split = tokenSplitter(1);
  const expected = paddedText(split, deltas);
  const writer = wire === 'openai' ? new ChatWire('gen-1', request.model, 1) : new MessagesWire('msg_1', request.model, 1);
  const frames = split(expected).map((text) => writer.piece({ channel: 'text', text }));
  const stream = [writer.opening(), ...frames, writer.closing('stop', frames.length), writer.end()].join('');
  const bytes = new TextEncoder().encode(stream);
  const client = new LlmClient(memoryTransport(bytes), () => Promise.resolve(connectionFor(wire)), quiet);
  const clientMs: number[] = [];
  const bareMs: number[] = [];
  for (let run = -warmUps; run < runs; run += 1) {
    const client1 = await timed(() => readWithClient(client), expected);
    const bare1 = await timed(() => readBare(bytes), expected);
    if (run >= 0) {
      clientMs.push(client1);
      bareMs.push(bare1);
    }
  }
  const speed = (ms: number) => Math.round((bytes.length / ms) * 1000);
  const ratios = clientMs.map((ms, run) => ms / (bareMs[run] ?? NaN));
  const note = `${deltas} deltas, ${bytes.length} bytes in chunks of 16 KiB, median of ${runs} interleaved runs`;
  return [
    { name: `client throughput, ${name}`, value: speed(median(clientMs)), unit: 'bytes/s', note },
    { name: `bare JSON.parse loop, ${name}`, value: speed(median(bareMs)), unit: 'bytes/s', note: 'the floor, same bytes' },
    {
      name: `client time over bare loop, ${name}`,
      value: Number(median(ratios).toFixed(2)),
      unit: 'x',
      note: `from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
    },
  ];
}

report([...(await measure('chat completions', 'openai')), ...(await measure('messages', 'anthropic'))]);
