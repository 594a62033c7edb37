import assert from 'node:assert/strict';
import { completeTask, generateTask } from '../../../src/core/prompt/generate.ts';
import { rewritten } from '../../simulator/answers/region.ts';

const asked = (language: string, code: string, task: string, more = ''): string =>
  `File: a\nLanguage: ${language}\nSymbol: total\n${more}\nThe region:\n<region>\n${code}\n</region>\n\nTask: ${task}`;

describe('simulator: regions', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['is edited', asked('typescript', 'f() {\n  g();\n}', 'change the region as follows: call h too'), 'f() {\n  // Simulated: call h too\n  g();\n}'],
    ['is refactored', asked('python', 'def f():\n    g()', 'refactor the region: split it. What the code does'), 'def f():\n    # Simulated: split it\n    g()'],
    ['is fixed as the editor proposes', asked('typescript', 'this.sun;', 'fix the problems', "- Property 'sun' does not exist. Did you mean 'sum'?\n"), 'this.sum;'],
    ['is documented', asked('typescript', '  f() {}', 'write the documentation comment'), '  /** Simulated documentation. */\n  f() {}'],
    ['has its comment renewed', asked('python', 'def f():\n    """Old."""\n    g()', 'write the documentation comment'), 'def f():\n    """Simulated documentation."""\n    g()'],
  ];
  it('is written where it is empty, or where its code makes way', () => {
    for (const task of ['write the code of the region, which is empty as yet: sort: them', "write new code in the place of the region's: sort: them"]) {
      assert.match(rewritten(asked('python', 'x', task))?.code ?? '', /^def sort\w*\(/);
    }
    assert.match(rewritten(asked('go', '', 'go on in the region, which is empty as yet, as the author of the file would: ...'))?.code ?? '', /^func |\nfunc /);
  });

  it('goes on in its line', () => {
    const line = '  const a = f(, 2);';
    const more = generateTask({ before: '  const a = f(', after: ', 2);' }, 'the sum');
    assert.equal(rewritten(asked('typescript', line, more))?.code, '  const a = f(sum(), 2);');
    const rest = completeTask({ before: 'x = ', after: '' });
    assert.equal(rewritten(asked('python', 'x = ', rest))?.code, 'x = whatComesNext()');
  });

  for (const [what, question, code] of cases) {
    it(what, () => {
      assert.equal(rewritten(question)?.code, code);
    });
  }

  it('is tested in the framework that is told, from the path that is told', () => {
    const question = 'Language: typescript\nSymbol: total\n\nFramework: node:test (hint)\nImport the tested code from: ./cart.ts\n\nTask: write tests for the code above.';
    assert.match(rewritten(question)?.code ?? '', /from 'node:test';\nimport \* as tested from '\.\/cart\.ts';\n\ndescribe\('total'/);
  });

  it('is none of other questions', () => {
    assert.equal(rewritten('Language: python\n\nWrite at the cursor: a function'), undefined);
  });
});
