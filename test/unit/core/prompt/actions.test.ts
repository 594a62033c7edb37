import assert from 'node:assert/strict';
import type { RequestSettings } from '../../../../src/core/chat/ports.ts';
import { documentTask } from '../../../../src/core/prompt/document.ts';
import { editTask } from '../../../../src/core/prompt/edit.ts';
import { fixTask } from '../../../../src/core/prompt/fix.ts';
import { completeTask, generateTask } from '../../../../src/core/prompt/generate.ts';
import { refactorTask } from '../../../../src/core/prompt/refactor.ts';
import { regionRequest, type Region } from '../../../../src/core/prompt/region.ts';
import { testsRequest } from '../../../../src/core/prompt/tests.ts';

const settings: RequestSettings = {
  endpointName: 'e',
  model: 'm',
  system: 'of the chat',
  parameters: { maxTokens: 1, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};

const region: Region = {
  path: 'src/cart.ts',
  language: 'typescript',
  indentation: '2 spaces',
  symbol: 'total',
  code: '  total() {\n    return this.sun;\n  }',
  before: 'class Cart {\n',
  after: '\n}\n',
  pieces: [{ title: 'Definition of Line', place: 'src/line.ts:1-1', language: 'typescript', text: 'interface Line {}' }],
  left: ['src/other.ts'],
  problems: [
    { line: 12, severity: 'error', message: "Property 'sun' does not exist.", code: 'ts(2551)', related: ["cart.ts:9: 'sum' is declared here."] },
  ],
};

describe('what the actions send', () => {
  it('is one message of the place, what it uses, its problems, the region and last the task', () => {
    const { system, messages, model } = regionRequest(settings, region, 'do it.');
    assert.equal(model, 'm');
    assert.match(system, /exactly one fenced code block/);
    assert.doesNotMatch(system, /of the chat/);
    assert.deepEqual(messages, [
      {
        role: 'user',
        text: `File: src/cart.ts
Language: typescript
Indentation: 2 spaces
Symbol: total

Definition of Line (src/line.ts:1-1), to read only:
\`\`\`typescript
interface Line {}
\`\`\`

Problems that the editor reports:
- line 12, error ts(2551): Property 'sun' does not exist.
  - cart.ts:9: 'sum' is declared here.

The file before the region:
<before>
class Cart {
</before>

The region:
<region>
  total() {
    return this.sun;
  }
</region>

The file after the region:
<after>
}
</after>

Task: do it.`,
      },
    ]);
  });

  it('leaves out what there is not', () => {
    const bare: Region = { ...region, symbol: '', before: '', after: '\n', pieces: [], problems: [] };
    const [message] = regionRequest(settings, bare, 'do it.').messages;
    assert.doesNotMatch(message?.text ?? '', /Symbol|Problems|<before>|<after>|to read only/);
  });

  it('says the task in the words of each action', () => {
    assert.equal(editTask('rename it'), 'change the region as follows: rename it');
    assert.match(refactorTask(''), /^refactor the region: make it simpler/);
    assert.match(refactorTask('split it'), /^refactor the region: split it\. What the code does.* stay the same/);
    assert.match(fixTask(), /smallest change/);
  });

  it('says where in the region new code goes', () => {
    assert.equal(generateTask('empty', 'sort it'), 'write the code of the region, which is empty as yet: sort it');
    assert.match(generateTask('instead', 'sort it'), /in the place of the region's: sort it$/);
    assert.equal(generateTask({ before: '  f(a, ', after: ');' }, 'b'), 'write in the region, right behind "f(a," and in front of ");": b. Keep what stands in its line.');
    assert.match(completeTask('empty'), /^go on in the region, which is empty as yet, as the author/);
    assert.match(completeTask({ before: 'x =', after: '' }), /^go on in the region, right behind "x =", as the author/);
  });

  const styles: readonly (readonly [string, RegExp])[] = [
    ['typescript', /TSDoc/],
    ['javascriptreact', /JSDoc/],
    ['python', /docstring/],
    ['java', /Javadoc/],
    ['rust', /rustdoc/],
    ['go', /Go doc comment/],
    ['csharp', /XML documentation/],
    ['cpp', /Doxygen/],
    ['ruby', /YARD/],
    ['php', /PHPDoc/],
    ['kotlin', /KDoc/],
    ['shellscript', /`#` lines above the function, that tell its arguments and exit status/],
    ['swift', /Swift documentation/],
    ['r', /roxygen2/],
    ['cobol', /the usual documentation comment/],
  ];
  for (const [language, style] of styles) {
    it(`documents ${language} in its own style, and nothing but comments`, () => {
      assert.match(documentTask(language), style);
      assert.match(documentTask(language), /every line of code stays exactly as it is/);
    });
  }

  it('asks for a whole test file, or for more of one', () => {
    const target = { path: 'src/cart.test.ts', framework: { name: 'vitest', hint: 'h' }, importPath: './cart.ts', isSource: false };
    const fresh = testsRequest(settings, region, { ...target, existing: '' }).messages[0]?.text ?? '';
    assert.match(fresh, /Code to test:\n```typescript\n {2}total\(\)/);
    assert.match(fresh, /Test file: src\/cart\.test\.ts\nFramework: vitest \(h\)\nImport the tested code from: \.\/cart\.ts\n/);
    assert.match(fresh, /It is new: write the whole file/);
    const more = testsRequest(settings, region, { ...target, existing: 'old tests' }).messages[0]?.text ?? '';
    assert.match(more, /<tests>\nold tests\n<\/tests>/);
    assert.match(more, /only those imports that are missing/);
    const inside = testsRequest(settings, region, { ...target, existing: '', isSource: true }).messages[0]?.text ?? '';
    assert.match(inside, /at the end of the file with that code: write only what is to be added/);
    assert.doesNotMatch(inside, /<tests>|It is new/);
  });
});
