import assert from 'node:assert/strict';
import fc from 'fast-check';
import { besideEcho } from '../../../../src/core/edit/echo.ts';
import type { Place, TextEdit } from '../../../../src/core/edit/lineChange.ts';
import { runs } from '../../fuzz.ts';

const at = (line: number, character: number): Place => ({ line, character });

function offsetOf(text: string, { line, character }: Place): number {
  return text.split('\n').slice(0, line).reduce((sum, each) => sum + each.length + 1, character);
}

function placeOf(text: string, offset: number): Place {
  const lines = text.slice(0, offset).split('\n');
  return at(lines.length - 1, lines.at(-1)?.length ?? 0);
}

/** As a document makes edits: all at once, none over another. */
function made(text: string, edits: readonly TextEdit[]): string {
  return edits
    .map((edit) => ({ from: offsetOf(text, edit.start), to: offsetOf(text, edit.end), text: edit.text }))
    .toSorted((a, b) => b.from - a.from)
    .reduce((now, edit) => now.slice(0, edit.from) + edit.text + now.slice(edit.to), text);
}

describe('what a document tells beside an edit of ours', () => {
  it('is nothing when it tells of ours alone, with line ends of its own', () => {
    assert.deepEqual(besideEcho([{ start: at(1, 0), end: at(2, 0), text: 'a\r\n' }], [{ start: at(1, 0), end: at(2, 0), text: 'a\n' }]), []);
  });

  it('is not known when one of ours is not among it', () => {
    const ours = { start: at(1, 0), end: at(1, 0), text: 'a\n' };
    assert.equal(besideEcho([], [ours]), undefined);
    assert.equal(besideEcho([{ ...ours, text: 'b\n' }], [ours]), undefined);
    assert.equal(besideEcho([ours], [ours, ours]), undefined);
  });

  it('is the spaces that VS Code takes from the line that was left, where they are by then', () => {
    const ours = { start: at(1, 0), end: at(1, 0), text: 'a\nb\n' };
    const trim = { start: at(3, 0), end: at(3, 4), text: '' };
    assert.deepEqual(besideEcho([trim, ours], [ours]), [{ start: at(5, 0), end: at(5, 4), text: '' }]);
  });

  it('is found behind several of ours on its line, one of which broke it', () => {
    const ours = [{ start: at(0, 0), end: at(0, 0), text: 'a' }, { start: at(0, 1), end: at(0, 1), text: '\n' }];
    const typed = { start: at(0, 2), end: at(0, 2), text: 'x' };
    assert.deepEqual(besideEcho([typed, ...ours], ours), [{ start: at(1, 1), end: at(1, 1), text: 'x' }]);
    const joined = [{ start: at(0, 0), end: at(0, 0), text: 'a' }, { start: at(0, 3), end: at(1, 2), text: '' }];
    const later = { start: at(1, 5), end: at(1, 5), text: 'x' };
    assert.deepEqual(besideEcho([later, ...joined], joined), [{ start: at(0, 7), end: at(0, 7), text: 'x' }]);
  });

  it('comes to the same text, made after ours', () => {
    const character = fc.constantFrom('a', ' ', '\n');
    const word = fc.string({ unit: character, maxLength: 6 });
    const property: fc.IProperty<[string, [number, number, string, boolean][]]> = fc.property(fc.string({ unit: character, maxLength: 40 }), fc.array(fc.tuple(fc.nat(40), fc.nat(3), word, fc.boolean()), { maxLength: 6 }), (text, asked): void => {
        let free = 0;
        const all = asked
          .toSorted(([a], [b]) => a - b)
          .flatMap(([from, length, added, isOurs]) => {
            const to = from + length;
            if (from < free || to > text.length) {
              return [];
            }
            free = to + 1;
            return [{ isOurs, edit: { start: placeOf(text, from), end: placeOf(text, to), text: added } }];
          });
        const ours = all.filter(({ isOurs }) => isOurs).map(({ edit }) => edit);
        const told = all.map(({ edit }) => edit);
        const beside = besideEcho(told, ours);
        assert.ok(beside);
        // Two of the same text at one place are one as good as the other.
        assert.equal(made(made(text, ours), beside), made(text, told));
      });
    fc.assert(property, runs());
  });
});
