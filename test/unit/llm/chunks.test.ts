import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ThoughtSplitter } from '../../../src/llm/reasoning.ts';
import { bytes, turnFrom, type Turn } from './turn.ts';
import { runs } from '../fuzz.ts';

type Piece = readonly ['text' | 'thought', string];

// Letters beside what parsers trip over: line ends, quotes, backslashes, many-byte characters, the beginnings of tags.
const word = fc
  .array(fc.constantFrom('a', ' ', '\n', '\r', '"', '\\', 'ü', '日', '👩‍💻', '<', '</', '<th', '>', 'data: ', '\u2028'), { maxLength: 8 })
  .map((parts) => parts.join(''));
const pieces: fc.Arbitrary<readonly Piece[]> = fc.array(
  fc.tuple(fc.constantFrom('text' as const, 'thought' as const), word),
  { maxLength: 12 },
);
const cuts = fc.array(fc.nat(), { maxLength: 20 });


/** `source` cut at the given places, counted from its beginning and over again. */
function cutAt<T extends string | Uint8Array>(source: T, places: readonly number[]): T[] {
  const at = [0, ...places.map((place) => place % (source.length + 1)).sort((a, b) => a - b), source.length];
  return at.slice(1).map((end, index) => source.slice(at[index], end) as T);
}

function openAiStream(answer: readonly Piece[]): string {
  const chunks = answer.map(([kind, value]) => ({ [kind === 'text' ? 'content' : 'reasoning']: value }));
  return [...chunks.map((delta) => ({ choices: [{ delta }] })), { choices: [{ delta: {}, finish_reason: 'stop' }] }]
    .map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`)
    .join('');
}

function anthropicStream(answer: readonly Piece[]): string {
  const deltas = answer.map(([kind, value]) =>
    kind === 'text' ? { type: 'text_delta', text: value } : { type: 'thinking_delta', thinking: value },
  );
  return [
    ...deltas.map((delta) => ({ type: 'content_block_delta', index: 0, delta })),
    { type: 'message_delta', delta: { stop_reason: 'end_turn' } },
    { type: 'message_stop' },
  ]
    .map((event) => `event: ${event.type}\r\ndata: ${JSON.stringify(event)}\r\n\r\n`)
    .join('');
}

/** All of one channel, however the two were interleaved. */
function channel({ deltas }: Turn, type: 'text' | 'reasoning'): string {
  return deltas.map((delta) => (delta.type === type ? delta.text : '')).join('');
}

function said(answer: readonly Piece[], kind: Piece[0]): string {
  return answer.map(([which, value]) => (which === kind ? value : '')).join('');
}

describe('a stream cut anywhere', () => {
  for (const [wire, write] of [
    ['openai', openAiStream],
    ['anthropic', anthropicStream],
  ] as const) {
    it(`gives all of the answer and of the thought, on the ${wire} wire`, async () => {
      await fc.assert(
        fc.asyncProperty(pieces, cuts, async (answer, places) => {
          // A visible first character keeps the rules for the answer's first line out of this.
          const whole: readonly Piece[] = [['text', '.'], ...answer];
          const turn = await turnFrom(cutAt(bytes(write(whole)), places), wire);
          assert.equal(turn.failure, undefined);
          assert.equal(channel(turn, 'text'), said(whole, 'text'));
          assert.equal(channel(turn, 'reasoning'), said(whole, 'thought'));
          assert.deepEqual(turn.deltas.at(-1), { type: 'finish', reason: 'stop' });
        }),
        runs(),
      );
    });
  }
});

describe('ThoughtSplitter', () => {
  const split = (parts: readonly string[], opened = false, complete = true): Record<'text' | 'reasoning', string> => {
    const splitter = new ThoughtSplitter(opened);
    const found = { text: '', reasoning: '' };
    for (const piece of [...parts.flatMap((part) => splitter.push(part)), ...splitter.end(complete)]) {
      assert.notEqual(piece.text, '', 'an empty piece');
      found[piece.type] += piece.text;
    }
    return found;
  };

  it('gives the same for any cut of any text', () => {
    const tagged = fc
      .array(fc.oneof(fc.constantFrom('<think>', '</think>', '<mm:think>', '</mm:think>', ' ', '\n'), word), { maxLength: 10 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(tagged, cuts, fc.boolean(), fc.boolean(), (source, places, opened, complete) => {
        assert.deepEqual(split(cutAt(source, places), opened, complete), split([source], opened, complete));
      }),
      runs(),
    );
  });

  it('finds what was put in', () => {
    fc.assert(
      fc.property(word, word, cuts, fc.constantFrom('think', 'mm:think'), (inner, outer, places, tag) => {
        const source = `\n<${tag}>\n${inner}\n</${tag}>\n\n.${outer}`;
        assert.deepEqual(split(cutAt(source, places)), { reasoning: inner.trim(), text: `.${outer}` });
      }),
      runs(),
    );
  });

  const rows: readonly (readonly [string, string, Record<'text' | 'reasoning', string>])[] = [
    ['keeps the indentation of an answer without thought', '\n    return 1', { text: '\n    return 1', reasoning: '' }],
    ['keeps the indentation after a thought, without the blank lines', '<think>a</think>\n \n    b', { text: '    b', reasoning: 'a' }],
    ['leaves a tag that the answer speaks of', 'use <think>x</think>', { text: 'use <think>x</think>', reasoning: '' }],
    ['takes several thoughts before the answer', '<think>a</think>\n<think>b</think>c', { text: 'c', reasoning: 'ab' }],
    ['takes an empty thought', '<think>\n\n</think>\n\nc', { text: 'c', reasoning: '' }],
    ['drops a lone closing tag at the start', '</think>\n\nc', { text: 'c', reasoning: '' }],
    ['gives a thought that never ended as a thought', '<think>a </thin', { text: '', reasoning: 'a </thin' }],
    ['gives the beginning of a tag that became none', '<thin', { text: '<thin', reasoning: '' }],
    ['does not take a longer tag for ours', '<thinking>a', { text: '<thinking>a', reasoning: '' }],
  ];
  for (const [label, source, found] of rows) {
    it(label, () => {
      assert.deepEqual(split([source]), found);
    });
  }

  describe('of a model whose template opens the thought', () => {
    it('ends the thought at a closing tag alone', () => {
      assert.deepEqual(split(['a', 'b</th', 'ink>\nc'], true), { text: 'c', reasoning: 'ab' });
    });
    it('does not mind the opening tag', () => {
      assert.deepEqual(split(['<think>a</think>c'], true), { text: 'c', reasoning: 'a' });
    });
    it('gives an answer that had no tag as text too', () => {
      assert.deepEqual(split(['a', 'b'], true), { text: 'ab', reasoning: 'ab' });
    });
    it('gives no such text when the tokens ran out', () => {
      assert.deepEqual(split(['a', 'b'], true, false), { text: '', reasoning: 'ab' });
    });
    it('assumes nothing once a thought came by its own field', () => {
      const splitter = new ThoughtSplitter(true);
      splitter.sawThought();
      assert.deepEqual(splitter.push('c'), [{ type: 'text', text: 'c' }]);
    });
  });
});
