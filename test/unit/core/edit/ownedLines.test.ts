import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AnswerPiece } from '../../../../src/core/edit/answerPiece.ts';
import type { ForeignKind } from '../../../../src/core/edit/foreignLines.ts';
import { changesBetween, textEdits, type TextEdit } from '../../../../src/core/edit/lineChange.ts';
import { Moments } from '../../../../src/core/edit/moments.ts';
import { OwnedLines } from '../../../../src/core/edit/ownedLines.ts';
import { regionMove } from '../../../../src/core/edit/regionChange.ts';
import { LineDocument } from '../../../fakes/lineDocument.ts';
import { runs } from '../../fuzz.ts';

/** A document with one edit in it, and no editor. */
class Desk {
  readonly document: LineDocument;
  owned: OwnedLines;
  firstLine: number;

  constructor(
    private readonly above: readonly string[],
    region: readonly string[],
    private readonly below: readonly string[],
    eol: '\n' | '\r\n' = '\n',
  ) {
    this.document = new LineDocument([...above, ...region, ...below].join(eol), eol);
    this.owned = new OwnedLines(region);
    this.firstLine = above.length;
  }

  /** The document's text with this in the region. */
  with(region: readonly string[]): string {
    return [...this.above, ...region, ...this.below].join(this.document.eol);
  }

  write(lines: readonly string[], complete = false): void {
    this.take(lines.map((text) => ({ type: 'line', text })), complete);
  }

  take(pieces: readonly AnswerPiece[], complete = false): void {
    const plan = this.owned.plan();
    for (const piece of pieces) {
      plan.take(piece);
    }
    if (complete) {
      plan.finish();
    }
    this.make(plan.lineChanges);
    this.owned.commit(plan);
    this.check();
  }

  /** The answer comes once more: this much of it takes the place of what stands there of it, at one stroke. */
  rewrite(pieces: readonly AnswerPiece[]): void {
    const next = this.owned.rewound();
    const plan = next.plan();
    for (const piece of pieces) {
      plan.take(piece);
    }
    next.commit(plan);
    this.make(changesBetween(this.owned.current, next.current));
    this.owned = next;
    this.check();
  }

  decide(decision: 'accept' | 'reject', hunk?: string): void {
    const outcome = this.owned.decision(decision, hunk);
    this.make(outcome.changes);
    this.owned.commitDecision(outcome);
    this.check();
  }

  type(edits: readonly TextEdit[], kind: ForeignKind = 'typed'): void {
    const before = { firstLine: this.firstLine, length: this.owned.length, texts: () => this.owned.current };
    this.document.apply(edits);
    const move = regionMove(before, edits, (line) => this.document.lineAt(line).text);
    this.firstLine = move.firstLine;
    for (const { from, to, texts } of move.changes) {
      this.owned.foreign(from, to, texts, kind);
    }
    this.check();
  }

  /** As an undo or redo does: one change of just these lines. */
  replaceRegion(lines: readonly string[]): void {
    const change = { start: this.firstLine, end: this.firstLine + this.owned.length, lines };
    this.type(textEdits(this.document, [change], this.document.eol));
  }

  private make(changes: Parameters<typeof textEdits>[1]): void {
    const moved = changes.map(({ start, end, lines }) => ({ start: start + this.firstLine, end: end + this.firstLine, lines }));
    this.document.apply(textEdits(this.document, moved, this.document.eol));
  }

  /** The lines say what stands in the document. */
  private check(): void {
    const lines = Array.from({ length: this.owned.length }, (_, index) => this.document.lineAt(this.firstLine + index).text);
    assert.deepEqual(lines, this.owned.current);
    for (const { start, end } of this.owned.hunks(this.firstLine)) {
      assert.ok(start >= this.firstLine && end <= this.firstLine + this.owned.length && start <= end);
    }
  }
}

const line = fc.constantFrom<string[]>('', '}', '  }', '  return 1;', 'const alpha = 1;', 'const beta = 2;', 'function gamma() {', '  delta();', '  epsilon();', 'zeta', '-');
const some = fc.array(line, { maxLength: 5 });
const several = fc.array(line, { minLength: 1, maxLength: 14 });
const eol = fc.constantFrom('\n' as const, '\r\n' as const);

/** A region and an answer that is much the same, as answers are. */
const task = several.chain((region) =>
  fc.record({
    region: fc.constant(region),
    answer: fc
      .tuple(...region.map((text) => fc.oneof({ weight: 4, arbitrary: fc.constant([text]) }, { weight: 1, arbitrary: some })))
      .map((parts) => parts.flat())
      .filter(({ length }) => length > 0),
    above: some,
    below: some,
    eol,
    sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
  }),
);

function batches(lines: readonly string[], sizes: readonly number[]): readonly (readonly string[])[] {
  const result: (readonly string[])[] = [];
  for (let at = 0, turn = 0; at < lines.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    result.push(lines.slice(at, at + size));
    at += size;
  }
  return result;
}

function written({ region, answer, above, below, eol: end, sizes }: ReturnType<typeof task.generate>['value']): Desk {
  const desk = new Desk(above, region, below, end);
  for (const batch of batches(answer, sizes)) {
    desk.write(batch);
  }
  desk.write([], true);
  desk.owned.settle();
  return desk;
}

/** As formatters do: more and fewer lines, other white space, other ends of lines. */
function formattedAs(style: number, lines: readonly string[]): readonly string[] {
  switch (style) {
    case 0:
      return lines.map((line) => `    ${line.trim()}`);
    case 1:
      return [lines.map((line) => line.trim()).join(' ')];
    case 2:
      return lines.flatMap((line) => line.trim().split(/(?<=\s)/));
    case 3:
      return lines.flatMap((line) => [line, '']);
    default:
      return lines.map((line) => (/\w$/.test(line) ? `${line};` : line.replace(/;$/, '')));
  }
}

describe('the lines of an edit', () => {
  it('become the answer, whatever they were and however it comes', () => {
    fc.assert(
      fc.property(task, (each) => {
        const desk = written(each);
        assert.equal(desk.document.text, desk.with(each.answer));
        desk.decide('accept');
        assert.equal(desk.document.text, desk.with(each.answer));
        assert.deepEqual(desk.owned.hunks(0), []);
      }),
      runs(),
    );
  });

  it('have finished changes that stand still while more comes, and in the end', () => {
    fc.assert(
      fc.property(task, ({ region, answer, above, below, sizes }) => {
        const desk = new Desk(above, region, below);
        const finished = batches(answer, sizes).map((batch) => {
          desk.write(batch);
          return desk.owned.hunks(0).slice(0, -1);
        });
        desk.write([], true);
        desk.owned.settle();
        const last = desk.owned.hunks(0);
        for (const then of finished) {
          assert.deepEqual(then, last.slice(0, then.length));
        }
      }),
      runs(),
    );
  });

  it('give the bytes of before back', () => {
    fc.assert(
      fc.property(task, (each) => {
        const desk = written(each);
        assert.deepEqual(desk.owned.original, each.region);
        desk.decide('reject');
        assert.equal(desk.document.text, desk.with(each.region));
      }),
      runs(),
    );
  });

  it('are decided hunk by hunk, in any order, to the text that each decision means', () => {
    fc.assert(
      fc.property(task, fc.array(fc.tuple(fc.boolean(), fc.nat()), { minLength: 40, maxLength: 40 }), (each, choices) => {
        const desk = written(each);
        const hunks = desk.owned.hunks(0);
        const accepts = new Map(hunks.map(({ id }, index) => [id, choices[index]?.[0] ?? true]));
        const expected: string[] = [...each.answer];
        for (const { id, start, end, removed } of hunks.toReversed()) {
          if (!accepts.get(id)) {
            expected.splice(start, end - start, ...removed);
          }
        }
        for (const { id } of hunks.toSorted((a, b) => (choices[a.start]?.[1] ?? 0) - (choices[b.start]?.[1] ?? 0))) {
          desk.decide(accepts.get(id) ? 'accept' : 'reject', id);
        }
        assert.deepEqual(desk.owned.hunks(0), []);
        assert.equal(desk.document.text, desk.with(expected));
      }),
      runs(),
    );
  });

  it('keep every line that a person puts among them, at any moment, and only that', () => {
    const typing = fc.record({ at: fc.nat(), moment: fc.nat({ max: 30 }) });
    const stop = fc.option(fc.nat({ max: 10 }));
    fc.assert(
      fc.property(task, fc.array(typing, { maxLength: 8 }), stop, fc.boolean(), (each, typings, stopAt, accepts) => {
        const desk = new Desk(each.above, each.region, each.below, each.eol);
        const parts = batches(each.answer, each.sizes);
        const count = stopAt === null ? parts.length : Math.min(stopAt, parts.length);
        let typed = 0;
        const type = (moment: number): void => {
          for (const { at, moment: when } of typings) {
            if (when % (count + 2) === moment) {
              const place = { line: at % desk.document.lineCount, character: 0 };
              desk.type([{ start: place, end: place, text: `typed ${(typed += 1)}${each.eol}` }]);
            }
          }
        };
        for (const [moment, part] of parts.slice(0, count).entries()) {
          type(moment);
          desk.write(part);
        }
        type(count);
        if (stopAt === null) {
          desk.write([], true);
        }
        desk.owned.settle();
        type(count + 1);
        desk.decide(accepts ? 'accept' : 'reject');
        const lines = desk.document.text.split(each.eol);
        const theirs = lines.filter((text) => text.startsWith('typed '));
        assert.equal(new Set(theirs).size, typed, 'each typed line is there');
        assert.equal(theirs.length, typed, 'and there once');
        const rest = lines.filter((text) => !text.startsWith('typed ')).join(each.eol);
        if (!accepts) {
          assert.equal(rest, desk.with(each.region));
        } else if (stopAt === null) {
          assert.equal(rest, desk.with(each.answer));
        }
      }),
      runs(),
    );
  });

  it('lose no character that a person types within them, and always say what the document has', () => {
    const typing = fc.record({ moment: fc.nat({ max: 12 }), from: fc.nat(), span: fc.nat({ max: 30 }), breaks: fc.boolean() });
    fc.assert(
      fc.property(task, fc.array(typing, { maxLength: 8 }), fc.boolean(), (each, typings, accepts) => {
        const desk = new Desk(each.above, each.region, each.below, each.eol);
        const parts = [...batches(each.answer, each.sizes), 'end' as const];
        const tokens = new Set<string>();
        let count = 0;
        for (const [moment, part] of parts.entries()) {
          for (const { from, span, breaks, moment: when } of typings) {
            if (when % parts.length === moment) {
              const token = String.fromCodePoint(0x4e00 + (count += 1));
              const edit = replacement(desk.document, from, span, breaks ? `a${each.eol}${token}${each.eol}` : token);
              for (const old of [...tokens].filter((each) => taken(desk.document, edit).includes(each))) {
                tokens.delete(old);
              }
              desk.type([edit]);
              tokens.add(token);
            }
          }
          if (part === 'end') {
            desk.write([], true);
          } else {
            desk.write(part);
          }
        }
        desk.owned.settle();
        desk.decide(accepts ? 'accept' : 'reject');
        for (const token of tokens) {
          assert.ok(desk.document.text.includes(token), `${token} in ${desk.document.text}`);
        }
      }),
      runs(),
    );
  });

  it('stay whose they are when a formatter changes them, at any moment: reject and accept mean what they meant', () => {
    const moment = fc.record({ when: fc.nat({ max: 12 }), from: fc.nat(), lines: fc.nat({ max: 6 }), style: fc.nat({ max: 4 }) });
    const bare = (text: string): string => text.replaceAll(/[\s;]/g, '');
    fc.assert(
      fc.property(task, fc.array(moment, { maxLength: 8 }), fc.boolean(), (each, moments, accepts) => {
        const desk = new Desk(each.above, each.region, each.below, each.eol);
        const parts = [...batches(each.answer, each.sizes), 'end' as const, 'review' as const];
        for (const [index, part] of parts.entries()) {
          for (const { from, lines, style } of moments.filter(({ when }) => when % parts.length === index)) {
            const count = desk.document.lineCount;
            const first = from % count;
            // Nothing makes one line of the region's and what is around it, or of what the answer has passed and has not.
            const edges = [0, desk.owned.passed, desk.owned.length, count].map((line) => line + desk.firstLine).filter((edge) => edge > first);
            const last = Math.min(style === 0 ? count : Math.min(count, ...edges), first + lines + 1) - 1;
            const old = Array.from({ length: last + 1 - first }, (_, line) => desk.document.lineAt(first + line).text);
            const end = { line: last, character: desk.document.lineAt(last).text.length };
            desk.type([{ start: { line: first, character: 0 }, end, text: formattedAs(style, old).join(each.eol) }], 'formatted');
          }
          if (part === 'end') {
            desk.write([], true);
            desk.owned.settle();
          } else if (part !== 'review') {
            desk.write(part);
          }
        }
        desk.decide(accepts ? 'accept' : 'reject');
        assert.equal(bare(desk.document.text), bare(desk.with(accepts ? each.answer : each.region)));
      }),
      runs(),
    );
  });

  it('take a file that was read anew as it is: nothing of it is torn or taken out by a reject, and an accept leaves it alone', () => {
    const disk = fc.array(fc.constantFrom('disk 1', 'disk 2', 'disk 3'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(task, fc.nat(), fc.nat({ max: 6 }), disk, fc.boolean(), (each, from, span, lines, accepts) => {
        const desk = written(each);
        // What was taken out at the region's edge may come back between its lines and those around.
        const first = desk.firstLine + (from % desk.owned.length);
        const last = Math.min(desk.firstLine + desk.owned.length - 1, first + span);
        const end = { line: last, character: desk.document.lineAt(last).text.length };
        desk.type([{ start: { line: first, character: 0 }, end, text: lines.join(each.eol) }], 'loaded');
        const loaded = desk.document.text;
        desk.decide(accepts ? 'accept' : 'reject');
        assert.ok(accepts ? desk.document.text === loaded : desk.document.text.includes(lines.join(each.eol)));
      }),
      runs(),
    );
  });

  it('are in review no more where the file is read anew as it was before, and stay so elsewhere', () => {
    const desk = new Desk([], ['one', 'two', 'three', 'four', 'five'], []);
    desk.take([{ type: 'block', old: ['one', 'two', 'three', 'four', 'five'], now: ['one', 'TWO', 'three', 'FOUR', 'more', 'five'] }], true);
    const region = (lines: readonly string[]): void => {
      const end = { line: desk.document.lineCount - 1, character: desk.document.lineAt(desk.document.lineCount - 1).text.length };
      desk.type([{ start: { line: 0, character: 0 }, end, text: lines.join('\n') }], 'loaded');
    };
    region(['zero', 'one', 'TWO', 'three', 'FOUR', 'more', 'five']);
    assert.deepEqual(desk.owned.hunks(0).map(({ removed }) => removed), [['two'], ['four']]);
    region(['one', 'two', 'three', 'FOUR', 'more', 'five']);
    assert.deepEqual(desk.owned.hunks(0).map(({ removed }) => removed), [['four']]);
    region(['one', 'two', 'three', 'from outside', 'more', 'five']);
    desk.decide('reject');
    assert.equal(desk.document.text, 'one\ntwo\nthree\nfrom outside\nfour\nfive', 'of a change that stands in part, what it took out comes back');
  });

  it('are in the old bytes again when all of it is undone, and in review again when it is redone', () => {
    fc.assert(
      fc.property(task, (each) => {
        const moments = new Moments();
        const desk = new Desk(each.above, each.region, each.below, each.eol);
        moments.remember(desk.owned);
        desk.write(each.answer, true);
        desk.owned.settle();
        moments.remember(desk.owned);
        const hunks = desk.owned.hunks(0);
        desk.replaceRegion(each.region);
        assert.ok(moments.recall(desk.owned));
        // Where the text is the same, the later state is the one: nothing was taken back then.
        assert.deepEqual(desk.owned.hunks(0), desk.with(each.region) === desk.with(each.answer) ? hunks : []);
        desk.replaceRegion(each.answer);
        assert.ok(moments.recall(desk.owned));
        assert.deepEqual(desk.owned.hunks(0), hunks);
        desk.decide('reject');
        assert.equal(desk.document.text, desk.with(each.region));
      }),
      runs(),
    );
  });

  it('become the whole answer when one that was cut off anywhere goes on, and the bytes of before when that is taken back', () => {
    fc.assert(
      fc.property(task, fc.nat(), fc.array(fc.nat(), { maxLength: 3 }), ({ region, answer }, at, accepted) => {
        const desk = new Desk(['above'], region, ['below']);
        const cut = at % (answer.length + 1);
        desk.write(answer.slice(0, cut));
        desk.owned.settle();
        for (const number of accepted) {
          const hunks = desk.owned.hunks(0);
          desk.decide('accept', hunks[number % Math.max(1, hunks.length)]?.id ?? 'none');
        }
        const before = desk.with(desk.owned.original);
        desk.rewrite(answer.slice(0, cut).map((text) => ({ type: 'line', text })));
        desk.write(answer.slice(cut), true);
        desk.owned.settle();
        assert.equal(desk.document.text, desk.with(answer));
        desk.decide('reject');
        assert.equal(desk.document.text, before);
      }),
      runs(),
    );
  });

  it('become what all blocks of a diff say that was cut off between any two, whatever of it was accepted before it goes on', () => {
    const change = fc.record({ keeps: fc.boolean(), before: fc.nat({ max: 2 }) });
    const block = fc.array(change, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), fc.nat(), fc.array(fc.nat(), { maxLength: 4 }), (shapes, at, accepted) => {
        const blocks = shapes.map((changes, number): AnswerPiece & { type: 'block' } => ({
          type: 'block',
          old: [`block ${number}`, ...changes.map((_, index) => `old ${number} ${index}`)],
          now: [
            `block ${number}`,
            ...changes.flatMap(({ keeps, before }, index) => [
              ...Array.from({ length: before }, (_, each) => `new ${number} ${index} ${each}`),
              ...(keeps ? [`old ${number} ${index}`] : []),
            ]),
          ],
        }));
        const desk = new Desk(['above'], blocks.flatMap(({ old }) => old), ['below']);
        const cut = at % (blocks.length + 1);
        desk.take(blocks.slice(0, cut));
        desk.owned.settle();
        for (const number of accepted) {
          const hunks = desk.owned.hunks(0);
          desk.decide('accept', hunks[number % Math.max(1, hunks.length)]?.id ?? 'none');
        }
        const before = desk.with(desk.owned.original);
        const stands = desk.document.text;
        desk.rewrite(blocks.slice(0, cut));
        assert.equal(desk.document.text, stands, 'what came stands still');
        desk.take(blocks.slice(cut));
        assert.equal(desk.owned.unplaced, 0);
        desk.owned.settle();
        assert.equal(desk.document.text, desk.with(blocks.flatMap(({ now }) => now)));
        desk.decide('reject');
        assert.equal(desk.document.text, before);
      }),
      runs(),
    );
  });

  it('keep a line that a person changed before an answer that was cut off goes on to it', () => {
    const desk = new Desk([], ['one', 'two', 'three'], []);
    desk.write(['ONE', 'two']);
    desk.owned.settle();
    desk.type([{ start: { line: 2, character: 5 }, end: { line: 2, character: 5 }, text: ' and mine' }]);
    desk.rewrite([{ type: 'line', text: 'ONE' }, { type: 'line', text: 'two' }]);
    desk.write(['three'], true);
    assert.equal(desk.document.text, 'ONE\ntwo\nthree and mine');
  });

  it('are not touched where the answer has them as they are', () => {
    const region = ['function gamma() {', '  delta();', '}', '', 'const beta = 2;'];
    const owned = new OwnedLines(region);
    const plan = owned.plan();
    for (const text of ['function gamma() {', '  delta(1);', '}', '', 'const beta = 2;']) {
      plan.take({ type: 'line', text });
    }
    plan.finish();
    assert.deepEqual(plan.lineChanges, [{ start: 1, end: 4, lines: ['  delta(1);', '}', ''] }]);
    owned.commit(plan);
    owned.settle();
    assert.deepEqual(owned.hunks(10), [{ id: '5', state: 'pending', start: 11, end: 12, removed: ['  delta();'] }]);
  });

  it('are not written twice by a reject, where the person has put a removed one back beside other typing', () => {
    const desk = new Desk([], ['const alpha = 1;', 'const beta = 2;', 'zeta'], []);
    desk.write(['const beta = 2;', 'zeta'], true);
    desk.owned.settle();
    assert.equal(desk.document.text, 'const beta = 2;\nzeta');
    const top = { line: 0, character: 0 };
    desk.type([{ start: top, end: top, text: 'const alpha = 1;\ntyped\n' }]);
    assert.deepEqual(desk.owned.hunks(0), []);
    desk.decide('reject');
    assert.equal(desk.document.text, 'const alpha = 1;\ntyped\nconst beta = 2;\nzeta');
  });

  it('are not written again beside a line that the person changed before the answer reached it', () => {
    const desk = new Desk([], ['const alpha = 1;', 'const beta = 2;', 'zeta'], []);
    desk.write(['const alpha = 1;']);
    desk.type([{ start: { line: 1, character: 13 }, end: { line: 1, character: 14 }, text: '3' }]);
    desk.write(['const beta = 2;', 'eta'], true);
    assert.equal(desk.document.text, 'const alpha = 1;\nconst beta = 3;\neta');
  });
});

function replacement(document: LineDocument, from: number, span: number, text: string): TextEdit {
  const start = from % (document.text.length + 1);
  return { start: placeAt(document, start), end: placeAt(document, Math.min(document.text.length, start + span)), text };
}

function taken(document: LineDocument, { start, end }: TextEdit): string {
  const { eol: end_ } = document;
  const lines = document.text.split(end_).slice(start.line, end.line + 1);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.character);
  lines[0] = (lines[0] ?? '').slice(start.character);
  return lines.join(end_);
}

function placeAt(document: LineDocument, offset: number): TextEdit['start'] {
  const lines = document.text.slice(0, offset).split(document.eol);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
