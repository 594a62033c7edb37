import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { changedRun } from '../../../../src/core/apply/lineEdits.ts';
import { planApply, type Files } from '../../../../src/core/apply/planApply.ts';
import type { FilePlan, Outcome } from '../../../../src/core/apply/outcome.ts';
import { blocksOf } from '../../../../src/host/apply/answerBlocks.ts';

/**
 * A file of test/fixtures/apply: a title and headers (`block`: which of the answer's, from 1; `near`; `chosen`; `eol`), an answer,
 * files, and what has to come of it: files as they are to be, a refusal, choices, or that all is there already.
 */
interface Fixture {
  readonly name: string;
  readonly title: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly answer: string;
  readonly files: ReadonlyMap<string, string>;
  readonly expected: ReadonlyMap<string, string>;
  readonly options: readonly (readonly [path: string, text: string])[];
  readonly refused: readonly string[];
  readonly already: readonly string[];
}

const folder = 'test/fixtures/apply';

function read(name: string): Fixture {
  const [head = '', ...parts] = readFileSync(`${folder}/${name}`, 'utf8').split(/^=== (?=answer|file|expected|option|refused|already)/m);
  const [title = '', ...lines] = head.trimEnd().split('\n');
  const headers = new Map(lines.map((line) => line.split(': ') as [string, string]));
  const eol = headers.get('eol') === 'crlf' ? '\r\n' : '\n';
  const read = parts.map((part) => {
    const at = part.indexOf('\n');
    const [, kind = '', path = ''] = /^(\w+):?\s*(.*)$/.exec(part.slice(0, at)) ?? [];
    return { kind, path, text: part.slice(at + 1) };
  });
  const of = (kind: string): readonly (readonly [string, string])[] => read.filter((part) => part.kind === kind).map(({ path, text }) => [path, text] as const);
  return {
    name,
    title,
    headers,
    answer: of('answer')[0]?.[1] ?? '',
    files: new Map(of('file').map(([path, text]) => [path, text.replaceAll('\n', eol)])),
    expected: new Map(of('expected')),
    options: of('option'),
    refused: of('refused').map(([path]) => path),
    already: of('already').map(([path]) => path),
  };
}

async function outcomeOf({ headers, answer, files }: Fixture): Promise<Outcome> {
  const block = blocksOf(answer)[Number(headers.get('block') ?? 1) - 1];
  assert.ok(block, 'the answer has such a block');
  const lookUp: Files = {
    list: () => Promise.resolve([...files.keys()]),
    read: (path) => Promise.resolve(files.get(path)),
    near: headers.get('near')?.split(' ') ?? [],
  };
  return planApply(block, lookUp, headers.get('chosen'));
}

/** What the editor makes of a plan: the run of lines that differs, put in place of the old one. */
function textOf({ old, lines }: FilePlan): string {
  const run = changedRun(old, lines);
  return run ? [...old.slice(0, run.first), ...run.now, ...old.slice(run.first + run.old.length)].join('\n') : old.join('\n');
}

const names = readdirSync(folder).sort();

describe('code of answers as models write it', () => {
  it('is tried in at least sixty forms', () => {
    assert.ok(names.length >= 60, String(names.length));
  });

  for (const name of names) {
    const fixture = read(name);
    it(`${fixture.title} (${name})`, async () => {
      const outcome = await outcomeOf(fixture);
      const shown = outcome.type === 'refused' ? outcome.faults.map(({ path, fault }) => `${fault.type} ${path}`.trim()) : [];
      assert.deepEqual(shown, fixture.refused, JSON.stringify(outcome));
      const plans = outcome.type === 'plan' ? outcome.files : [];
      assert.deepEqual(new Map(plans.map((plan) => [plan.path, textOf(plan)])), fixture.expected, JSON.stringify(outcome));
      assert.deepEqual(outcome.type === 'choose' ? outcome.options.map((plan) => [plan.path, textOf(plan)]) : [], fixture.options);
      assert.deepEqual(outcome.type === 'already' ? outcome.paths : [], fixture.already);
    });
  }
});
