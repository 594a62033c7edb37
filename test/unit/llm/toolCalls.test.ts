import assert from 'node:assert/strict';
import { ToolCalls, type ToolFragment } from '../../../src/llm/toolCalls.ts';

type Fragment = Partial<ToolFragment>;
const none: ToolFragment = { index: undefined, id: undefined, name: undefined, arguments: undefined };

function built(fragments: readonly Fragment[], complete = true): ReturnType<ToolCalls['end']> {
  const calls = new ToolCalls();
  for (const fragment of fragments) {
    calls.add({ ...none, ...fragment });
  }
  return calls.end(complete);
}

describe('ToolCalls', () => {
  const whole = { id: 'a', name: 'read', arguments: '{"p":1}' };
  const rows: readonly (readonly [string, readonly Fragment[]])[] = [
    ['at once', [{ index: 0, ...whole }]],
    ['in pieces', [{ index: 0, id: 'a', name: 'read' }, { index: 0, arguments: '{"p"' }, { index: 0, arguments: ':1}' }]],
    ['without an index', [{ id: 'a', name: 'read', arguments: '{"p"' }, { arguments: ':1}' }]],
    ['with the id and name repeated', [{ index: 0, id: 'a', name: 'read', arguments: '{"p"' }, { index: 0, id: 'a', name: 'read', arguments: ':1}' }]],
    ['with a name in pieces', [{ index: 0, id: 'a', name: 're' }, { index: 0, name: 'ad', arguments: '{"p":1}' }]],
    ['with white space behind', [{ index: 0, ...whole }, { index: 0, arguments: ' \n ' }]],
    ['with an object for arguments', [{ index: 0, id: 'a', name: 'read', arguments: { p: 1 } }]],
    ['with the arguments sent again from the start', [{ index: 0, id: 'a', name: 'read', arguments: '{"p":"}{"}' }, { index: 0, arguments: '{"p":1}' }]],
  ];
  for (const [label, fragments] of rows) {
    it(`takes a call that comes ${label}`, () => {
      assert.deepEqual(built(fragments), { calls: [whole], broken: false });
    });
  }

  it('keeps parallel calls apart that claim one index', () => {
    const { calls } = built([{ index: 0, ...whole }, { index: 0, id: 'b', name: 'list', arguments: '{}' }]);
    assert.deepEqual(calls.map(({ name }) => name), ['read', 'list']);
  });

  it('gives a missing id one of its own, and missing arguments the empty object', () => {
    const [call] = built([{ index: 2, name: 'list' }]).calls;
    assert.deepEqual(call, { id: call?.id, name: 'list', arguments: '{}' });
    assert.match(call.id, /^call_[\da-f-]{36}$/);
  });

  for (const [label, fragment, complete] of [
    ['half of the arguments', { name: 'read', arguments: '{"p":' }, true],
    ['a whole object and half of another', { name: 'read', arguments: '{"p":1}{"p":' }, true],
    ['arguments that are a list', { name: 'read', arguments: '[1]' }, true],
    ['no name', { arguments: '{}' }, true],
    ['no arguments, when the tokens ran out', { name: 'read' }, false],
  ] as const) {
    it(`hands on no call with ${label}`, () => {
      assert.deepEqual(built([fragment], complete), { calls: [], broken: true });
    });
  }
});
