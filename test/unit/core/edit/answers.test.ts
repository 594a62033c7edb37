import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { AnswerReader } from '../../../../src/core/edit/answerReader.ts';
import { textEdits, type LineChange } from '../../../../src/core/edit/lineChange.ts';
import { OwnedLines } from '../../../../src/core/edit/ownedLines.ts';
import { LineDocument } from '../../../fakes/lineDocument.ts';
import { runs } from '../../fuzz.ts';

/** A file of test/fixtures/edits: headers, then a document with its region between « and », an answer, and what comes of it. */
interface Fixture {
  readonly name: string;
  readonly title: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly document: readonly string[];
  readonly answer: string;
  readonly expected: string | undefined;
  readonly refused: string | undefined;
}

const folder = 'test/fixtures/edits';
const fixtures = readdirSync(folder).map((name) => read(name, readFileSync(`${folder}/${name}`, 'utf8')));

function read(name: string, text: string): Fixture {
  const [head = '', document = '', answer = '', rest = ''] = text.split(/^=== (?:document|answer|(?=refused|expected))/m);
  const [title = '', ...lines] = head.trimEnd().split('\n');
  const headers = new Map(lines.map((line) => line.split(': ') as [string, string]));
  const said = answer.slice(1, -1);
  return {
    name,
    title,
    headers,
    document: document.slice(1, -1).split('\n'),
    answer: headers.get('answer-eol') === 'crlf' ? said.replaceAll('\n', '\r\n') : said,
    expected: rest.startsWith('expected') ? rest.slice('expected\n'.length, -1) : undefined,
    refused: /^refused: (.*)/.exec(rest)?.[1],
  };
}

interface Outcome {
  readonly text: string;
  readonly refused: string | undefined;
  readonly rejected: string;
}

function carriedOut({ document: lines, headers }: Fixture, pieces: readonly string[]): Outcome {
  const [from, to] = [lines.indexOf('«'), lines.indexOf('»') - 1];
  const file = lines.filter((line) => line !== '«' && line !== '»');
  const region = file.slice(from, to);
  const eol = headers.get('eol') === 'crlf' ? '\r\n' : '\n';
  const document = new LineDocument(file.join(eol), eol);
  const owned = new OwnedLines(region);
  const make = (changes: readonly LineChange[]): void => {
    const moved = changes.map(({ start, end, lines: now }) => ({ start: start + from, end: end + from, lines: now }));
    document.apply(textEdits(document, moved, eol));
  };
  const indent = headers.get('indent') ?? (headers.get('language') === 'python' ? '4' : '2');
  const reader = new AnswerReader({
    language: headers.get('language') ?? '',
    ...(headers.has('path') && { path: headers.get('path') ?? '' }),
    region,
    isApart: headers.get('apart') === 'true',
    base: /^\s*/.exec(region.find((line) => line.trim() !== '') ?? '')?.[0] ?? '',
    unit: indent === 'tab' ? '\t' : ' '.repeat(Number(indent)),
    tabSize: 4,
    surroundings: () => ({ above: file.slice(0, from), below: file.slice(to) }),
  });
  const isComplete = headers.get('end') !== 'length';
  const steps = [...pieces.map((piece) => () => reader.push(piece)), () => reader.finish(isComplete)];
  for (const [index, step] of steps.entries()) {
    const plan = owned.plan();
    for (const each of step()) {
      plan.take(each);
    }
    if (index === steps.length - 1) {
      if (isComplete && reader.hasCode && !reader.isOutside) {
        plan.finish();
      } else {
        plan.release();
      }
    }
    make(plan.lineChanges);
    owned.commit(plan);
  }
  owned.settle();
  const refused = reader.isOutside ? 'outside' : owned.unplaced > 0 ? 'unplaced' : reader.hasCode ? undefined : 'no-code';
  const text = document.text;
  const reject = owned.decision('reject');
  make(reject.changes);
  owned.commitDecision(reject);
  return { text, refused, rejected: document.text };
}

describe('answers as models write them', () => {
  it('are at least sixty', () => {
    assert.ok(fixtures.length >= 60);
  });

  for (const fixture of fixtures) {
    const { name, title, document, expected, answer, headers } = fixture;
    const eol = headers.get('eol') === 'crlf' ? '\r\n' : '\n';
    const original = document.filter((line) => line !== '«' && line !== '»').join(eol);

    it(`${title} (${name})`, () => {
      const { text, refused, rejected } = carriedOut(fixture, [answer]);
      assert.equal(text, expected?.replaceAll('\n', eol) ?? original);
      assert.equal(refused, fixture.refused);
      assert.equal(rejected, original);
      assert.deepEqual(carriedOut(fixture, answer.match(/./gsu) ?? []), { text, refused, rejected });
    });
  }

  it('come to the same in any chunking', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), sizes, (fixture, parts) => {
        const pieces: string[] = [];
        for (let at = 0, turn = 0; at < fixture.answer.length; turn += 1) {
          const size = parts[turn % parts.length] ?? 1;
          pieces.push(fixture.answer.slice(at, at + size));
          at += size;
        }
        assert.deepEqual(carriedOut(fixture, pieces), carriedOut(fixture, [fixture.answer]));
      }),
      runs(),
    );
  });
});
