import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isFault, parsePromptFile } from '../../../../src/core/prompt/files/promptFile.ts';
import { fillIn, inputsOf, linksIn } from '../../../../src/core/prompt/files/variables.ts';
import { runs } from '../../fuzz.ts';

describe('prompt files', () => {
  it('are read with head and body, as VS Code writes them', () => {
    const text = [
      '\uFEFF---',
      '# what it is',
      "description: 'It''s short'",
      'agent: edit # the mode',
      'model: "some/model:1"',
      'tools: [read, edit]',
      'handoffs:',
      '  - label: x',
      '- y',
      '---',
      '',
      'Do ${selection}.',
      '',
    ].join('\r\n');
    assert.deepEqual(parsePromptFile('shorten.prompt.md', text), {
      name: 'shorten',
      description: "It's short",
      mode: 'edit',
      model: 'some/model:1',
      body: 'Do ${selection}.',
    });
  });

  it('need no head, and then ask', () => {
    assert.deepEqual(parsePromptFile('a.prompt.md', 'Why?\n\n---\n\nIndeed.'), {
      name: 'a',
      description: '',
      mode: 'ask',
      model: '',
      body: 'Why?\n\n---\n\nIndeed.',
    });
  });

  const broken: readonly (readonly [string, string, string, number])[] = [
    ['a head that is not closed', '---\ndescription: x\n\nbody', 'head-open', 1],
    ['a line that is none of key and value', '---\ndescription: x\nnonsense\n---\nbody', 'head-line', 3],
    ['a quote that is not closed', '---\ndescription: "x\n---\nbody', 'head-line', 2],
    ['a list where one value belongs', '---\nmodel: [a, b]\n---\nbody', 'head-line', 2],
    ['a text over several lines', '---\ndescription: >\n  a\n---\nbody', 'head-line', 2],
    ['no body', '---\ndescription: x\n---\n  \n', 'empty', 4],
    ['nothing at all', '', 'empty', 1],
  ];
  for (const [what, text, reason, line] of broken) {
    it(`say what is wrong: ${what}`, () => {
      assert.deepEqual(parsePromptFile('a.prompt.md', text), { reason, line });
    });
  }

  it('never throw, whatever is in them', () => {
    const line = fc.oneof(fc.constantFrom('---', 'description: x', 'mode: "a', '  - b', '${input:a:b}', '# c', ''), fc.string());
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const result = parsePromptFile('a.prompt.md', lines.join('\n'));
        assert.ok(isFault(result) ? result.line >= 1 : result.body.trim() !== '');
      }),
      runs(),
    );
  });

  const values = { selection: 'a ${file} $& b', file: 'src/a.b.ts', folder: 'shop', inputs: new Map([['who', 'me']]) };

  it('fill in their variables, once, and leave unknown ones', () => {
    assert.equal(
      fillIn('${selection}|${file}|${fileBasename}|${fileBasenameNoExtension}|${fileDirname}|${workspaceFolder}|${workspaceFolderBasename}', values),
      'a ${file} $& b|src/a.b.ts|a.b.ts|a.b|src|.|shop',
    );
    assert.equal(fillIn('${input:who:name of a person} ${input:other} ${nothing} ${constructor} $file', values), 'me ${input:other} ${nothing} ${constructor} $file');
  });

  it('name what they ask for, each once', () => {
    assert.deepEqual(inputsOf('${input:a} ${input:b:the b: or so} ${input:a:an a} ${selection}'), [
      { name: 'a', placeholder: 'an a' },
      { name: 'b', placeholder: 'the b: or so' },
    ]);
  });

  it('name the files that they link to', () => {
    assert.deepEqual(linksIn('See [x](../a/b.md#part), ![picture](p.png), [web](https://a.example/x) and #file:src/c.ts, or #file:d.ts.'), [
      '../a/b.md',
      'src/c.ts',
      'd.ts',
    ]);
  });
});
