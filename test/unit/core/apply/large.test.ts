import * as assert from 'node:assert/strict';
import { planApply } from '../../../../src/core/apply/planApply.ts';

// Thousands of functions: what costs the square of it, or a stack frame a line, does not end here.
const many = 5_000;
const old = Array.from({ length: many }, (_, index) => `function part${index}() {\n  return ${index};\n}\n`).join('\n');

const applied = async (info: string, code: string): Promise<string> => {
  const outcome = await planApply({ info, code, before: [], isCut: false }, { list: () => Promise.resolve(['a.js']), read: () => Promise.resolve(old), near: [] });
  assert.equal(outcome.type, 'plan', JSON.stringify(outcome).slice(0, 300));
  return outcome.files[0]?.lines.join('\n') ?? '';
};

describe('applying code to a very long file', () => {
  const expected = old.replace('return 4777;', 'return -1;');
  const forms: readonly (readonly [name: string, info: string, code: string])[] = [
    ['a function', 'js a.js', 'function part4777() {\n  return -1;\n}'],
    ['a search block', 'js a.js', '<<<<<<< SEARCH\n  return 4777;\n=======\n  return -1;\n>>>>>>> REPLACE'],
    ['a diff', 'diff a.js', '@@\n function part4777() {\n-  return 4777;\n+  return -1;\n }'],
    ['left-out lines', 'js a.js', '// ... existing code ...\nfunction part4777() {\n  return -1;\n}\n// ... existing code ...'],
  ];
  for (const [name, info, code] of forms) {
    it(`finds the place of ${name}`, async () => {
      assert.equal(await applied(info, code), expected);
    });
  }
});
