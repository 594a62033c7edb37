import * as assert from 'node:assert/strict';
import { editRegion } from '../../../../src/core/edit/editRegion.ts';
import { LineDocument } from '../../../fakes/lineDocument.ts';

describe('the lines of an edit', () => {
  const cases: readonly (readonly [string, string, readonly [number, number, number, number], number, readonly string[]])[] = [
    ['are those that a selection touches', 'one\ntwo\nthree', [0, 1, 1, 2], 0, ['one', 'two']],
    ['leave out one that the selection only reaches', 'one\ntwo\nthree', [0, 0, 1, 0], 0, ['one']],
    ['are the blank one at the cursor', 'one\n  \nthree', [1, 1, 1, 1], 1, ['  ']],
    ['are none before a line at whose start the cursor is', 'one\ntwo', [1, 0, 1, 0], 1, []],
    ['are none after a line that the cursor is in', 'one\ntwo', [0, 3, 0, 3], 1, []],
    ['are none behind the last line end, which stays', 'one\n', [1, 0, 1, 0], 1, []],
    ['are none of an empty file, which gets a last line end', '', [0, 0, 0, 0], 0, []],
    ['are the blank last one of a file without a last line end', 'one\n  ', [1, 2, 1, 2], 1, ['  ']],
  ];
  for (const [what, text, [line, character, endLine, endCharacter], firstLine, texts] of cases) {
    it(what, () => {
      const range = { start: { line, character }, end: { line: endLine, character: endCharacter } };
      assert.deepEqual(editRegion(new LineDocument(text), range), { firstLine, texts });
    });
  }
});
