import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { textEdits, type LineChange } from '../../../../src/core/edit/lineChange.ts';
import { OwnedLines } from '../../../../src/core/edit/ownedLines.ts';
import { regionMove } from '../../../../src/core/edit/regionChange.ts';
import { WritesInFlight } from '../../../../src/core/edit/writesInFlight.ts';
import { LineDocument } from '../../../fakes/lineDocument.ts';
import { runs } from '../../fuzz.ts';

interface Edit {
  firstLine: number;
  readonly owned: OwnedLines;
}

/** A document with two edits whose regions touch, and no editor. */
class Desk {
  readonly document: LineDocument;
  private readonly writes = new WritesInFlight();
  private readonly edits: readonly [Edit, Edit];

  constructor(above: readonly string[], upper: readonly string[], lower: readonly string[], below: readonly string[]) {
    this.document = new LineDocument([...above, ...upper, ...lower, ...below].join('\n'));
    this.edits = [
      { firstLine: above.length, owned: new OwnedLines(upper) },
      { firstLine: above.length + upper.length, owned: new OwnedLines(lower) },
    ];
  }

  write(which: 0 | 1, lines: readonly string[], complete = false): void {
    const plan = this.edits[which].owned.plan();
    for (const text of lines) {
      plan.take({ type: 'line', text });
    }
    if (complete) {
      plan.finish();
    }
    this.make(which, plan.lineChanges, () => {
      this.edits[which].owned.commit(plan);
    });
  }

  reject(which: 0 | 1): void {
    const outcome = this.edits[which].owned.decision('reject');
    this.make(which, outcome.changes, () => {
      this.edits[which].owned.commitDecision(outcome);
    });
  }

  private make(which: 0 | 1, changes: readonly LineChange[], commit: () => void): void {
    const { firstLine } = this.edits[which];
    const { firstLine: otherLine, owned } = this.edits[which === 0 ? 1 : 0];
    const moved = changes.map(({ start, end, lines }) => ({ start: start + firstLine, end: end + firstLine, lines }));
    const edits = textEdits(this.document, moved, '\n');
    const landed = this.writes.add(this.document, edits);
    this.document.apply(edits);
    const region = { firstLine: otherLine, length: owned.length, texts: () => owned.current };
    const move = regionMove(region, edits, (line) => this.document.lineAt(line).text, (edit) => this.writes.has(this.document, edit));
    landed();
    this.edits[which === 0 ? 1 : 0].firstLine = move.firstLine;
    assert.deepEqual(move.changes, []);
    commit();
    for (const edit of this.edits) {
      const lines = Array.from({ length: edit.owned.length }, (_, index) => this.document.lineAt(edit.firstLine + index).text);
      assert.deepEqual(lines, edit.owned.current);
    }
  }
}

describe('two edits in touching regions', () => {
  it('leave each other alone at the border: one goes on where the other begins', () => {
    const desk = new Desk([], ['a0', 'a1'], ['b0', 'b1'], ['end']);
    desk.write(0, ['a0', 'a1', 'A2']);
    desk.write(1, ['// B']);
    desk.write(0, ['A3', 'A4'], true);
    desk.write(1, ['b0', 'b1'], true);
    assert.equal(desk.document.text, 'a0\na1\nA2\nA3\nA4\n// B\nb0\nb1\nend');
    desk.reject(0);
    assert.equal(desk.document.text, 'a0\na1\n// B\nb0\nb1\nend');
    desk.reject(1);
    assert.equal(desk.document.text, 'a0\na1\nb0\nb1\nend');
  });

  it('never mix their lines, and go back each by itself', () => {
    const line = fc.constantFrom('', '}', 'const alpha = 1;', 'const beta = 2;', 'gamma();', '  delta();');
    const region = fc.array(line, { minLength: 1, maxLength: 6 });
    const parts = fc.array(fc.record({ which: fc.constantFrom<(0 | 1)[]>(0, 1), lines: fc.array(line, { maxLength: 3 }) }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 2 }), region, region, fc.array(line, { maxLength: 2 }), parts, (above, upper, lower, below, steps) => {
        const desk = new Desk(above, upper, lower, below);
        const answers: [string[], string[]] = [['first()'], ['second()']];
        desk.write(0, answers[0]);
        desk.write(1, answers[1]);
        for (const { which, lines } of steps) {
          answers[which].push(...lines);
          desk.write(which, lines);
        }
        desk.write(0, ['last of the upper'], true);
        desk.write(1, ['last of the lower'], true);
        assert.equal(desk.document.text, [...above, ...answers[0], 'last of the upper', ...answers[1], 'last of the lower', ...below].join('\n'));
        desk.reject(1);
        desk.reject(0);
        assert.equal(desk.document.text, [...above, ...upper, ...lower, ...below].join('\n'));
      }),
      runs(),
    );
  });
});
