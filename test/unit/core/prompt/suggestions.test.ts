import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bareCode } from '../../../../src/core/prompt/bareCode.ts';
import { suggestionsFor, type Sign, type SuggestionKind } from '../../../../src/core/prompt/suggestions.ts';
import { runs } from '../../fuzz.ts';

const kinds = (code: string, language = 'typescript'): readonly SuggestionKind[] => suggestionsFor(code, language).map(({ kind }) => kind);

describe('suggestions to refactor', () => {
  const cases: readonly (readonly [SuggestionKind, string, string, Sign])[] = [
    ['split', 'typescript', Array.from({ length: 40 }, (_, index) => `call${index}();`).join('\n'), { count: 40 }],
    ['flatten', 'python', 'def f():\n    if a:\n        for b in c:\n            if d:\n                e()', { count: 3 }],
    ['flatten', 'typescript', 'if (a) {\n  if (b) {\n    if (c) {\n      d();\n    }\n  }\n}', { count: 3 }],
    ['flatten', 'go', 'func f() {\n\tfor _, a := range b {\n\t\tif c {\n\t\t\tswitch d {\n\t\t\tcase 1:\n\t\t\t\te()\n\t\t\t}\n\t\t}\n\t}\n}', { count: 3 }],
    ['callbacks', 'javascript', 'read(a, (b) => {\n  parse(b, function (c) {\n    store(c, () => {\n      done();\n    });\n  });\n});', { count: 3 }],
    ['duplicate', 'typescript', 'openFile(a);\nreadFile(a);\ncloseFile(a);\nother();\nopenFile(a);\nreadFile(a);\ncloseFile(a);', { lines: [0, 4] }],
    ['branches', 'python', 'if a == 1:\n    b()\nelif a == 2:\n    c()\nelif a == 3:\n    d()\nelif a == 4:\n    e()\nelif a == 5:\n    f()', { count: 5 }],
    ['branches', 'typescript', 'if (a) {\n} else if (b) {\n} else if (c) {\n} else if (d) {\n} else if (e) {\n}', { count: 5 }],
    ['parameters', 'typescript', 'function f(a, b, c, d, e) {\n}', { count: 5, names: ['f'] }],
    ['parameters', 'typescript', 'export function f<T>(\n  a: Map<string, number>,\n  b: (x: number, y: number) => void,\n  c: string,\n  d: T,\n  e = g(1, 2),\n): Promise<void> {\n}', { count: 5, names: ['f'] }],
    ['parameters', 'python', 'def add(self, a, b=(1, 2), *, c, d, e):\n    pass', { count: 5, names: ['add'] }],
    ['parameters', 'go', 'func (s *Shop) Add(a int, b int, c int, d int, e int) (int, error) {\n}', { count: 5, names: ['Add'] }],
    ['parameters', 'java', 'public void add(int a, int b, int c, int d, int e) {\n}', { count: 5, names: ['add'] }],
    ['parameters', 'rust', 'fn add(&mut self, a: u8, b: u8, c: u8, d: u8, e: u8) -> u8 {\n}', { count: 5, names: ['add'] }],
    ['promises', 'javascript', 'start();\nget(x).then((y) => z(y));', { lines: [1] }],
    ['condition', 'go', 'if a && b || c && d {\n}', { lines: [0] }],
    ['condition', 'typescript', 'call();\nif (\n  a &&\n  b &&\n  (c || d)\n) {\n}', { lines: [1] }],
    ['loop', 'javascript', 'for (let i = 0; i < a.length; i++) {\n}', { lines: [0] }],
    ['loop', 'python', 'b()\nfor i in range(len(a)):\n    b(a[i])', { lines: [1] }],
    ['loop', 'go', 'for i := 0; i < len(a); i++ {\n}', { lines: [0] }],
    ['types', 'typescript', 'function f(\n  a: any,\n) {\n}', { lines: [1] }],
    ['constants', 'typescript', 'wait(3600);\nwait(86_400);', { names: ['3600', '86_400'] }],
    ['names', 'typescript', 'let a = 1;\nlet b = 2;', { names: ['a', 'b'] }],
    ['names', 'python', 'def f():\n    a = 1\n    b: int = 2', { names: ['a', 'b'] }],
    ['dead', 'typescript', 'go();\n// const old = 1;\n// stop(old);', { lines: [1] }],
    ['dead', 'python', 'go()\n# old = 1\n# stop(old)', { lines: [1] }],
  ];
  for (const [kind, language, code, sign] of cases) {
    it(`see in ${language}: ${kind} (${JSON.stringify(sign)})`, () => {
      assert.deepEqual(suggestionsFor(code, language).find((each) => each.kind === kind)?.sign, sign, kinds(code, language).join());
      assert.deepEqual(suggestionsFor(code.replaceAll('\n', '\r\n'), language).find((each) => each.kind === kind)?.sign, sign);
    });
  }

  const plain: readonly (readonly [string, string, string])[] = [
    ['nothing stands out', 'typescript', 'export function total(): number {\n  return sum;\n}'],
    ['a class has methods with a loop each', 'typescript', 'class A {\n  b(): void {\n    for (const c of d) {\n      if (c) {\n        e();\n      }\n    }\n  }\n}'],
    ['tests stand in each other', 'typescript', "describe('a', () => {\n  describe('b', () => {\n    it('c', () => {\n      d();\n    });\n  });\n});"],
    ['parameters are gathered already', 'typescript', 'function f({ a, b, c, d, e }: Options): void {\n}'],
    ['a call has many arguments', 'typescript', 'call(one, two, three, four, five);\nreturn ok ? call(one, two, three, four, five) : other;'],
    ['numbers have names', 'typescript', 'export const DAY_MS = 86400000;\nconst hour = 3600;\nprivate static readonly limit = 250;'],
    ['numbers have names in Python', 'python', 'DAY = 86400\nLIMIT: int = 250\n'],
    ['numbers and conditions are text or comment', 'typescript', "say('wait 3600 or 86400 && a || b || c');\n// if (a && b && c && d) { wait(3600, 86400) }"],
    ['letters are those of coordinates and loops', 'typescript', 'let i = 0;\nlet x = 1;\nlet y = 2;\nconst id = 3;'],
    ['a comment only tells', 'typescript', '// First the one, then the other.\n// What is in stock comes first (see above).\ngo();'],
    ['lifetimes are no text', 'rust', "fn f<'a>(b: &'a str) -> &'a str {\n    b\n}"],
    ['promises are those of another language', 'python', 'get(x).then(y)'],
  ];
  for (const [what, language, code] of plain) {
    it(`are the general one alone where ${what}`, () => {
      assert.deepEqual(kinds(code, language), ['simplify']);
    });
  }

  it('are no more than can be read, the general one last, whatever the code', () => {
    const pieces = fc.constantFrom('if (a) {', 'for (let i = 0; i < a.length; i++) {', '}', ')', '(', 'f(a, b, c, d, e) {', '"', "'", '`', '/*', '*/', '//', '#', '\n', '  ', '<', '>', '=>', 'let q = 300', 'any', '.then(', ',');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 80 }), fc.constantFrom('typescript', 'python', 'go', 'rust', 'java'), (parts, language) => {
        const code = parts.join('');
        const found = kinds(code, language);
        assert.ok(found.length <= 7 && found.at(-1) === 'simplify');
        assert.equal(new Set(found).size, found.length);
        assert.equal(bareCode(code, language).length, code.length);
      }),
      runs(),
    );
  });
});
