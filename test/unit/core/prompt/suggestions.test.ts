import assert from 'node:assert/strict';
import { suggestionsFor, type SuggestionKind } from '../../../../src/core/prompt/suggestions.ts';

const kinds = (code: string, language = 'typescript'): readonly SuggestionKind[] => suggestionsFor(code, language).map(({ kind }) => kind);

describe('suggestions to refactor', () => {
  const cases: readonly (readonly [SuggestionKind, string, string])[] = [
    ['split', 'typescript', Array.from({ length: 40 }, (_, index) => `call${index}();`).join('\n')],
    ['flatten', 'python', 'def f():\n    if a:\n        for b in c:\n            if d:\n                e()'],
    ['duplicate', 'typescript', 'open(a);\nread(a);\nclose(a);\nother();\nopen(a);\nread(a);\nclose(a);'],
    ['parameters', 'typescript', 'function f(a, b, c, d, e) {\n}'],
    ['promises', 'javascript', 'get(x).then((y) => z(y));'],
    ['condition', 'go', 'if a && b || c && d {\n}'],
    ['loop', 'javascript', 'for (let i = 0; i < a.length; i++) {\n}'],
    ['loop', 'python', 'for i in range(len(a)):\n    b(a[i])'],
    ['constants', 'typescript', 'wait(3600);\nwait(86400);'],
    ['names', 'typescript', 'let a = 1;\nlet b = 2;'],
  ];
  for (const [kind, language, code] of cases) {
    it(`see in ${language}: ${kind}`, () => {
      assert.ok(kinds(code, language).includes(kind), kinds(code, language).join());
    });
  }

  it('are the general one alone where nothing stands out', () => {
    assert.deepEqual(kinds('export function total(): number {\n  return sum;\n}'), ['simplify']);
  });
});
