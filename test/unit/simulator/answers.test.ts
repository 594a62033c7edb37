import assert from 'node:assert/strict';
import { compose } from '../../simulator/answers/compose.ts';
import { codeIn, namesIn } from '../../simulator/answers/given.ts';
import { functionName } from '../../simulator/answers/languages.ts';
import { longText, paddedText } from '../../simulator/answers/lengthy.ts';
import type { Ask } from '../../simulator/reply.ts';
import { tokenSplitter } from '../../simulator/tokens.ts';

const ask = (question: string, more: Partial<Ask> = {}): Ask => ({
  model: 'm',
  stream: true,
  maxTokens: 1000,
  system: '',
  turns: [{ role: 'user', text: question }],
  stop: [],
  json: false,
  ...more,
});

const codeOnly = 'Answer with exactly one fenced code block that holds only the new code.';

describe('simulator: answers', () => {
  it('explains the code that it was given by its names, and quotes its lines in their language', () => {
    const { text, thought } = compose(
      ask('Explain the code below.\n\nCode from cart.py:\n```python\nimport os\n\nclass Cart:\n    def total(self, tax):\n        return 1\n```'),
    );
    assert.match(text, /`Cart`/);
    assert.match(text, /`total`/);
    assert.ok(text.includes('```python\nclass Cart:\n    def total(self, tax):\n```'), text);
    assert.match(text, /^\*Simulated/);
    assert.match(thought, /simulator/);
  });

  const languages: readonly (readonly [string, string, RegExp])[] = [
    ['python', 'python', /^def mean_list_numbers\(/m],
    ['typescript', 'typescript', /^export function meanListNumbers\(items: readonly string\[\]\): string\[\] \{/m],
    ['javascript', 'javascript', /^export function meanListNumbers\(items\) \{/m],
    ['typescriptreact', 'tsx', /meanListNumbers/],
    ['go', 'go', /^func meanListNumbers\(/m],
    ['rust', 'rust', /^pub fn mean_list_numbers\(/m],
    ['java', 'java', /^public static List<String> meanListNumbers\(/m],
    ['cobol', 'cobol', /^function meanListNumbers\(/m],
  ];
  for (const [language, fence, definition] of languages) {
    it(`generates one block of ${language} with a function named after the instruction`, () => {
      const question = `File: a\nLanguage: ${language}\n\nThe file:\n<file>\nLanguage: basic\nWrite at the cursor: nothing\n</file>\n\nWrite at the cursor: a function for the mean of a list of numbers`;
      const { text, thought } = compose(ask(question, { system: codeOnly }));
      const lines = text.split('\n');
      assert.equal(lines[0], `\`\`\`${fence}`);
      assert.equal(lines.at(-1), '```');
      assert.equal(lines.filter((line) => line.startsWith('```')).length, 2);
      assert.ok(lines.length - 2 >= 5 && lines.length - 2 <= 15, String(lines.length));
      assert.match(text, definition);
      assert.match(thought, /simulator/);
    });
  }

  it('keeps an instruction from leaving the comment that quotes it', () => {
    const { text } = compose(ask('Language: java\n\nWrite at the cursor: end */ x """ y', { system: codeOnly }));
    assert.match(text, /\/\*\* Simulated: end \/ x {2}?y \*\/|\/\*\* Simulated: end \/ x y \*\//);
  });

  it('names a function even when the instruction has no words for it', () => {
    assert.equal(functionName('写一个函数', 'snake'), 'simulated');
    assert.equal(functionName('Please write a function', 'camel'), 'simulated');
    assert.equal(functionName('parse the CSV header row quickly now', 'camel'), 'parseCsvHeaderRow');
  });

  it('knows the starter prompts', () => {
    assert.match(compose(ask('Explain quantum computing in simple terms')).text, /qubit/);
    assert.match(compose(ask('Write a Python function to sort a list')).text, /```python\ndef sort_list/);
    assert.match(compose(ask('Create a marketing email for a SaaS product')).text, /\*\*Subject:\*\*/);
    assert.match(compose(ask('Compare REST vs GraphQL APIs')).text, /\| --- \|/);
  });

  it('refers to the question, and quotes the previous one', () => {
    const turns = [
      { role: 'user', text: 'What is a mutex?' },
      { role: 'assistant', text: 'A lock.' },
      { role: 'user', text: 'And a semaphore?' },
    ];
    const { text } = compose(ask('', { turns }));
    assert.match(text, /You asked: "And a semaphore\?"/);
    assert.match(text, /Before that, you asked: "What is a mutex\?"/);
    assert.doesNotMatch(compose(ask('Alone')).text, /Before that/);
  });

  it('writes code in a chat answer when the question names a language, and keeps think tags out of the thought', () => {
    const { text, thought } = compose(ask('Write a Rust function that strips </think> tags'));
    assert.match(text, /```rust\n/);
    assert.doesNotMatch(thought, /think>/);
  });

  it('answers a JSON object where one is asked for', () => {
    assert.deepEqual(Object.keys(JSON.parse(compose(ask('Hi', { json: true })).text) as object), ['simulated', 'answer']);
  });

  it('reads fences as Markdown does', () => {
    assert.deepEqual(codeIn('a\n````md\n```js\nx\n```\n````\nb\n~~~go\ny'), [
      { language: 'md', code: '```js\nx\n```' },
      { language: 'go', code: 'y' },
    ]);
  });

  it('finds what code of several languages defines', () => {
    assert.deepEqual(namesIn('export const limit = 3;\nfunction run(a) { let b = a; }\nclass Box {}'), ['limit', 'run', 'b', 'Box']);
    assert.deepEqual(namesIn('func (s *Server) Serve() {}\ntype Server struct {}'), ['Serve', 'Server']);
    assert.deepEqual(namesIn('fn area(r: f64) -> f64 { let mut x = 1; }'), ['area', 'x']);
    assert.deepEqual(namesIn('print(total)'), ['print', 'total']);
  });

  it('cuts text into pieces of 1 to 6 characters, the same for the same seed', () => {
    const text = 'Hello   world, déjà 👩‍💻 vu\n\n```js\nlongIdentifierName()\n```';
    const pieces = tokenSplitter(7)(text);
    assert.equal(pieces.join(''), text);
    assert.ok(pieces.every((piece) => piece.length > 0 && Array.from(piece).length <= 6));
    assert.deepEqual(tokenSplitter(7)(text), pieces);
    assert.notDeepEqual(tokenSplitter(8)(text), pieces);
  });

  it('pads to the number of tokens asked for, and writes as many sections', () => {
    const split = tokenSplitter(1);
    for (const tokens of [1, 500, 5000]) {
      assert.equal(split(paddedText(split, tokens)).length, tokens);
    }
    assert.equal(longText(4).match(/^## /gm)?.length, 4);
  });
});
