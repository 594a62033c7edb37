import assert from 'node:assert/strict';
import { parseFromPage } from '../../../src/protocol/guards.ts';

describe('what comes from the page', () => {
  const good = [
    { type: 'ready', epoch: 'e' },
    { type: 'ask', text: 'hello' },
    { type: 'stop' },
    { type: 'useAllMessages' },
    { type: 'retry', turnId: 't' },
    { type: 'insertAtCursor', text: '' },
    { type: 'newFile', text: 'x', language: '', file: 'src/a.ts' },
    { type: 'runInTerminal', text: 'ls' },
    { type: 'openDiagram', text: 'flowchart' },
    { type: 'findPlaces', names: ['src/a.ts:3'] },
    { type: 'openPlace', name: 'src/a.ts:3' },
    { type: 'applyCode', turnId: 't', text: 'run();' },
  ];
  for (const message of good) {
    it(`is taken: ${message.type}`, () => {
      assert.deepEqual(parseFromPage(message), message);
    });
  }

  const bad: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['a string', 'stop'],
    ['no type', { text: 'hello' }],
    ['too many names', { type: 'findPlaces', names: Array.from({ length: 101 }, String) }],
    ['names that are none', { type: 'findPlaces', names: [1] }],
    ['a name longer than any', { type: 'openPlace', name: 'a'.repeat(301) }],
    ['a file without its language', { type: 'newFile', text: 'x', file: 'a' }],
    ['an unknown type', { type: 'readKey' }],
    ['a missing field', { type: 'ask' }],
    ['a wrong type of field', { type: 'ask', text: 5 }],
    ['a field of its own making', { type: 'stop', key: 'x' }],
    ['a text beyond measure', { type: 'ask', text: 'x'.repeat(4_000_001) }],
    ['an empty id', { type: 'retry', turnId: '' }],
    ['a name from the prototype', { type: '__proto__' }],
  ];
  for (const [name, message] of bad) {
    it(`is refused: ${name}`, () => {
      assert.equal(parseFromPage(message), undefined);
    });
  }
});
