import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import type { Endpoint } from '../../../src/core/endpoint.ts';
import { bytes, text, thought, turnFrom, type Turn } from './turn.ts';

const folder = 'test/fixtures/sse';

const expected: Readonly<Record<string, Turn>> = {
  'openai-thinking': {
    deltas: [
      thought('hm… a < b'),
      text('Ja, 日本 👩‍💻 `<think>`'),
      { type: 'usage', usage: { promptTokens: 5, completionTokens: 7 } },
      { type: 'finish', reason: 'stop' },
    ],
  },
  'openai-unseparated': { deltas: [text('one two'), { type: 'finish', reason: 'stop' }] },
  'openai-reasoning-fields': { deltas: [thought('abc'), text('  done'), { type: 'finish', reason: 'stop' }] },
  'openai-odd-chunks': {
    deltas: [
      text('ABC'),
      { type: 'usage', usage: { promptTokens: 9, completionTokens: 3, reasoningTokens: 2 } },
      { type: 'finish', reason: 'length' },
    ],
  },
  'openai-error-inside': {
    deltas: [text('half an answer')],
    failure: { code: 'unavailable', retryable: true, detail: 'upstream is overloaded', status: 502 },
  },
  'openai-cut': { deltas: [text('this answer is not whole')], failure: { code: 'cut-off', retryable: true } },
  'openai-done-only': { deltas: [text('no reason given'), { type: 'finish', reason: 'stop' }] },
  'openai-tools': {
    deltas: [
      { type: 'toolCall', call: { id: 'a', name: 'read', arguments: '{"path":"x"}' } },
      { type: 'toolCall', call: { id: 'minted', name: 'list', arguments: '{}' } },
      { type: 'finish', reason: 'tool-calls' },
    ],
  },
  'anthropic-thinking': {
    deltas: [
      thought('hm…'),
      text('Ja, 日本'),
      { type: 'usage', usage: { promptTokens: 9, completionTokens: 12 } },
      { type: 'finish', reason: 'stop' },
    ],
  },
  'anthropic-bridge': {
    deltas: [
      thought('why'),
      text('so'),
      { type: 'toolCall', call: { id: 'toolu_1', name: 'ls', arguments: '{"dir":"."}' } },
      { type: 'toolCall', call: { id: 'toolu_2', name: 'cat', arguments: '{"file":"a"}' } },
      { type: 'usage', usage: { completionTokens: 4 } },
      { type: 'finish', reason: 'tool-calls' },
    ],
  },
  'anthropic-error-inside': {
    deltas: [text('so far')],
    failure: { code: 'unavailable', retryable: true, detail: 'Overloaded', status: 529 },
  },
};

const lineEnds: readonly (readonly [string, string])[] = [
  ['line feeds', '\n'],
  ['carriage returns and line feeds', '\r\n'],
  ['carriage returns', '\r'],
];

describe('recorded streams', () => {
  it('are all expected here', () => {
    const names = readdirSync(folder).map((file) => file.replace(/\.sse$/, ''));
    assert.deepEqual(names.sort(), Object.keys(expected).sort());
  });

  for (const [name, turn] of Object.entries(expected)) {
    const wire: Endpoint['wire'] = name.startsWith('anthropic') ? 'anthropic' : 'openai';
    const source = readFileSync(`${folder}/${name}.sse`, 'utf8').replaceAll('\r\n', '\n');

    for (const [label, end] of lineEnds) {
      it(`${name}: the same at whichever byte it is cut, with ${label}`, async () => {
        const whole = bytes(source.replaceAll('\n', end));
        for (let at = 0; at <= whole.length; at++) {
          assert.deepEqual(await turnFrom([whole.slice(0, at), whole.slice(at)], wire), turn, `cut at byte ${at}`);
        }
      });
    }

    it(`${name}: the same byte by byte, with a byte-order mark and without the last line ends`, async () => {
      const whole = bytes(`\ufeff${source.trimEnd()}`);
      const single = [...whole].map((byte) => Uint8Array.of(byte));
      assert.deepEqual(await turnFrom(single, wire), turn);
    });
  }
});
