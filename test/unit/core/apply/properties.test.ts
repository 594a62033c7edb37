import * as assert from 'node:assert/strict';
import { structuredPatch } from 'diff';
import fc from 'fast-check';
import type { CodeBlock } from '../../../../src/core/apply/codeBlock.ts';
import { changedRun } from '../../../../src/core/apply/lineEdits.ts';
import { planApply } from '../../../../src/core/apply/planApply.ts';
import { runs } from '../../fuzz.ts';

const path = 'src/a.ts';

/** What comes of a block for one file: its text, or undefined where it is refused or asked about. */
async function applied(block: Partial<CodeBlock>, text: string): Promise<string | undefined> {
  const outcome = await planApply(
    { info: `ts ${path}`, code: '', before: [], isCut: false, ...block },
    { list: () => Promise.resolve([path]), read: () => Promise.resolve(text), near: [] },
  );
  if (outcome.type === 'already') {
    return text;
  }
  const [plan] = outcome.type === 'plan' ? outcome.files : [];
  if (!plan) {
    return undefined;
  }
  const run = changedRun(plan.old, plan.lines);
  return run ? [...plan.old.slice(0, run.first), ...run.now, ...plan.old.slice(run.first + run.old.length)].join('\n') : text;
}

/** Few different lines, so that many stand twice; what a line says tells how deep it stands. */
const line = fc.constantFrom('if (ready) {', '}', '', '  go();', '  stop();', 'let one = 1;', 'let two = 2;', '    deep();', 'wait(one);', '- item', '+ plus', '-- note');
const lines = fc.array(line, { minLength: 1, maxLength: 25 });

/** A file, and what it is to become: some of its lines go, some come, some change. */
const change = fc
  .tuple(lines, fc.array(fc.tuple(fc.nat(24), fc.nat(2), fc.array(line, { maxLength: 3 })), { minLength: 1, maxLength: 3 }))
  .map(([old, cuts]) => {
    const now = [...old];
    for (const [at, count, come] of cuts) {
      now.splice(Math.min(at, now.length), count, ...come);
    }
    return { old: [...old, ''].join('\n'), now: [...now, ''].join('\n') };
  });

interface Sloppiness {
  readonly context: number;
  readonly numbers: 'right' | 'shifted' | 'none' | 'bare';
  readonly hasHeaders: boolean;
  readonly losesSigns: boolean;
  readonly losesIndent: boolean;
  readonly addsSpaces: boolean;
}

const sloppiness: fc.Arbitrary<Sloppiness> = fc.record({
  context: fc.integer({ min: 0, max: 4 }),
  numbers: fc.constantFrom('right', 'shifted', 'none', 'bare'),
  hasHeaders: fc.boolean(),
  losesSigns: fc.boolean(),
  losesIndent: fc.boolean(),
  addsSpaces: fc.boolean(),
});

function sloppyDiff(old: string, now: string, { context, numbers, hasHeaders, losesSigns, losesIndent, addsSpaces }: Sloppiness): string {
  const { hunks } = structuredPatch(path, path, old, now, '', '', { context });
  const single = numbers === 'none' && hunks.length === 1;
  const body = hunks.flatMap((hunk) => {
    const start = numbers === 'shifted' ? hunk.oldStart + 7 : hunk.oldStart;
    const head = single ? [] : [numbers === 'bare' || numbers === 'none' ? '@@ @@' : `@@ -${start},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`];
    return [
      ...head,
      ...hunk.lines
        .filter((each) => !each.startsWith('\\'))
        .map((each) => {
          const [sign, text] = [each[0] ?? ' ', each.slice(1)];
          const own = losesIndent ? text.trimStart() : text;
          // A line that begins with a sign of its own needs the space before it.
          return `${losesSigns && sign === ' ' && !/^[-+ @]/.test(own) ? '' : sign}${own}${addsSpaces && sign !== '+' ? '  ' : ''}`;
        }),
    ];
  });
  return [...(hasHeaders ? [`--- a/${path}`, `+++ b/${path}`] : []), ...body].join('\n');
}

describe('code of answers', () => {
  it('as a sloppy diff gives the new text, or nothing', async () => {
    let placed = 0;
    await fc.assert(
      fc.asyncProperty(change, sloppiness, async ({ old, now }, sloppy) => {
        const got = await applied({ info: `diff ${path}`, code: sloppyDiff(old, now, sloppy) }, old);
        if (got !== undefined) {
          // Without indentation what is new may be anywhere; where it went has to be right.
          const view = (text: string): string => (sloppy.losesIndent ? text.replaceAll(/^ +/gm, '') : text);
          assert.equal(view(got), view(now));
          placed += 1;
        }
      }),
      runs(),
    );
    assert.ok(placed > 0, 'some are placed');
  });

  it('as blocks to search gives the new text, or nothing', async () => {
    let placed = 0;
    await fc.assert(
      fc.asyncProperty(change, fc.integer({ min: 0, max: 3 }), async ({ old, now }, context) => {
        const { hunks } = structuredPatch(path, path, old, now, '', '', { context });
        const of = (sign: string, list: readonly string[]): string[] => list.filter((each) => each.startsWith(' ') || each.startsWith(sign)).map((each) => each.slice(1));
        const code = hunks.map(({ lines: all }) => ['<<<<<<< SEARCH', ...of('-', all), '=======', ...of('+', all), '>>>>>>> REPLACE'].join('\n')).join('\n');
        const got = await applied({ code }, old);
        placed += got === undefined ? 0 : 1;
        assert.ok(got === undefined || got === now, `${code}\n---\n${String(got)}`);
      }),
      runs(),
    );
    assert.ok(placed > 0, 'some are placed');
  });

  /** Functions and a class, each with lines of its own and lines that others have too. */
  const body = (name: string, length: number, isSame: boolean): string[] => [
    `  const ${isSame ? 'value' : `${name}Value`} = read(${isSame ? '' : `'${name}'`});`,
    ...Array.from({ length }, (_, index) => `  step(${isSame ? index : `${name}, ${index}`});`),
    '  return value;',
  ];
  const part = fc.record({ length: fc.nat(5), isSame: fc.boolean(), isMethod: fc.boolean(), hasComment: fc.boolean() });
  const program = fc.array(part, { minLength: 2, maxLength: 6 });
  const declared = ({ length, isSame, isMethod, hasComment }: { length: number; isSame: boolean; isMethod: boolean; hasComment: boolean }, index: number, comes?: string): string[] => {
    const own = [`${isMethod ? '' : 'export function '}part${index}(input) {`, ...body(`part${index}`, length, isSame), '}'];
    const all = [...(hasComment ? [`/** Part ${index}. */`] : []), ...own];
    return comes === undefined ? all : all.map((each) => (each === '  return value;' ? `  return value + ${comes};` : each));
  };
  const inClass = (code: readonly string[], isMethod: boolean): string[] => (isMethod ? code.map((each) => (each === '' ? '' : `  ${each}`)) : [...code]);
  const fileOf = (parts: readonly { readonly isMethod: boolean; readonly code: readonly string[] }[]): string[] => {
    const functions = parts.filter(({ isMethod }) => !isMethod).flatMap(({ code }) => [...code, '']);
    const methods = parts.filter(({ isMethod }) => isMethod).flatMap(({ code }, index) => [...(index > 0 ? [''] : []), ...inClass(code, true)]);
    return ["import { read } from './read';", '', ...functions, ...(methods.length > 0 ? ['class Parts {', ...methods, '}', ''] : [])];
  };

  it('as one function or method takes the place of the old one, or nothing', async () => {
    let placed = 0;
    await fc.assert(
      fc.asyncProperty(program, fc.nat(5), async (parts, pick) => {
        const at = pick % parts.length;
        const chosen = parts[at];
        assert.ok(chosen);
        const old = fileOf(parts.map((each, index) => ({ isMethod: each.isMethod, code: declared(each, index) }))).join('\n');
        const now = fileOf(parts.map((each, index) => ({ isMethod: each.isMethod, code: declared(each, index, index === at ? 'finish' : undefined) }))).join('\n');
        const got = await applied({ code: declared(chosen, at, 'finish').join('\n') }, old);
        placed += got === undefined ? 0 : 1;
        assert.ok(got === undefined || got === now, String(got));
      }),
      runs(),
    );
    assert.ok(placed > 0, 'some are placed');
  });

  it('with lines left out gives the new text, or nothing', async () => {
    let placed = 0;
    const shapes = fc.constantFrom('around', 'body', 'end');
    await fc.assert(
      fc.asyncProperty(program, fc.nat(5), shapes, fc.boolean(), async (parts, pick, shape, isBounded) => {
        const at = pick % parts.length;
        const chosen = parts[at];
        assert.ok(chosen);
        const whole = (changed: boolean): string[] => fileOf(parts.map((each, index) => ({ isMethod: each.isMethod, code: declared(each, index, changed && index === at ? 'finish' : undefined) })));
        const [old, now] = [whole(false).join('\n'), whole(true).join('\n')];
        const own = declared(chosen, at, 'finish');
        const gap = '// ... existing code ...';
        const first = own.findIndex((each) => each.endsWith('{'));
        const inner = shape === 'around' ? own : shape === 'body' ? [...own.slice(0, first + 1), `  ${gap}`, ...own.slice(-2)] : [...own.slice(0, -2).slice(0, first + 2), `  ${gap}`, ...own.slice(-2)];
        const code = chosen.isMethod && isBounded ? ['class Parts {', `  ${gap}`, ...inClass(inner, true), `  ${gap}`, '}'] : inner;
        const got = await applied({ code: [gap, '', ...code, '', gap].join('\n') }, old);
        placed += got === undefined ? 0 : 1;
        assert.ok(got === undefined || got === now, `${code.join('\n')}\n---\n${String(got)}`);
      }),
      runs(),
    );
    assert.ok(placed > 0, 'some are placed');
  });

  it('never throws, whatever it is', async () => {
    const anything = fc.array(fc.oneof(line, fc.constantFrom('// ...', '@@ -1 +1 @@', '--- a/x.ts', '+++ b/x.ts', '<<<<<<< SEARCH', '=======', '>>>>>>> REPLACE', 'function a() {', 'class A {', "import a from 'a';", '*** Update File: x.ts', '```', '{', '"a": 1,'), fc.string()), { maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(anything, anything, fc.constantFrom('ts', 'diff', 'python', 'json', '', 'md src/a.md'), async (code, file, info) => {
        const outcome = await planApply(
          { info: `${info} ${path}`, code: code.join('\n'), before: [file.join('\n')], isCut: false },
          { list: () => Promise.resolve([path]), read: () => Promise.resolve(file.join('\n')), near: [path] },
        );
        for (const plan of outcome.type === 'plan' ? outcome.files : outcome.type === 'choose' ? outcome.options : []) {
          assert.ok(plan.lines.every((each) => !each.includes('\n')));
        }
      }),
      runs(),
    );
  });
});
