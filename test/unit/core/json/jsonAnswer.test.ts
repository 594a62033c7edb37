import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJsonAnswer } from '../../../../src/core/json/jsonAnswer.ts';

const schema = {
  type: 'object',
  properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
  required: ['name'],
  additionalProperties: false,
} as const;

describe('readJsonAnswer', () => {
  it('takes JSON out of whatever stands around it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(' ', 'Sure, here it is:\n', '```json\n', '~~~\n'), (value, before) => {
        const wrapped = typeof value === 'object' && value !== null ? value : { value };
        const fence = /[`~]{3}/.exec(before)?.[0] ?? '';
        const text = `${before}${JSON.stringify(wrapped, null, 2)}\n${fence}`;
        assert.deepEqual(readJsonAnswer(text), { ok: true, value: JSON.parse(JSON.stringify(wrapped)) as unknown });
      }),
    );
  });

  it('says when there is none', () => {
    assert.deepEqual(readJsonAnswer('I cannot do that.'), { ok: false, problem: 'not-json' });
    assert.deepEqual(readJsonAnswer('{"name": "cut'), { ok: false, problem: 'not-json' });
  });

  it('says when it is nested too deeply, whatever the depth, with a schema and without', () => {
    for (const depth of [1000, 100_000]) {
      const text = '['.repeat(depth) + ']'.repeat(depth);
      assert.deepEqual(readJsonAnswer(text), { ok: false, problem: 'too-deep' });
      assert.deepEqual(readJsonAnswer(text, { type: 'array', items: { $ref: '#' } }), { ok: false, problem: 'too-deep' });
    }
    assert.equal(readJsonAnswer('['.repeat(400) + ']'.repeat(400), { type: 'array', items: { $ref: '#' } }).ok, true);
  });

  it('holds it against the schema, and names the place', () => {
    assert.deepEqual(readJsonAnswer('{"name":"a","tags":["b"]}', schema), { ok: true, value: { name: 'a', tags: ['b'] } });
    const wrong = readJsonAnswer('{"name":"a","tags":["b",3]}', schema);
    assert.ok(!wrong.ok && wrong.problem === 'schema');
    assert.equal(wrong.at, '/tags/1');
    assert.match(wrong.reason, /string/);
    const missing = readJsonAnswer('{"tags":[]}', schema);
    assert.ok(!missing.ok && missing.problem === 'schema');
  });
});
