import * as assert from 'node:assert/strict';
import { blocksOf } from '../../../../src/host/apply/answerBlocks.ts';

describe('the blocks of an answer', () => {
  it('come in their order, with the heading and the paragraph above each', () => {
    const answer = '# Change\n\nFirst `a.ts`:\n\n```ts\none();\n```\n\n~~~py\ntwo()\n~~~\n\nThen:\n\n- a list\n\n  ```\n  three\n  ```\n';
    assert.deepEqual(blocksOf(answer), [
      { info: 'ts', code: 'one();', before: ['# Change', 'First `a.ts`:'], isCut: false },
      { info: 'py', code: 'two()', before: ['# Change'], isCut: false },
      { info: '', code: 'three', before: ['# Change', 'a list'], isCut: false },
    ]);
  });

  it('hold fences of their own where the outer one is longer, and lose nothing of white space', () => {
    const [block] = blocksOf('````markdown\n```sh\nnpm ci\n```\n\n\tdeep\n````\n');
    assert.equal(block?.code, '```sh\nnpm ci\n```\n\n\tdeep');
  });

  it('tell that the answer ended before they did', () => {
    assert.deepEqual(blocksOf('```ts\none();\ntwo(').map(({ isCut }) => isCut), [true]);
    assert.deepEqual(blocksOf('```ts\none();\n```').map(({ isCut }) => isCut), [false]);
  });

  it('are fenced: what is only indented is none', () => {
    assert.deepEqual(blocksOf('Text\n\n    code();\n'), []);
  });

  it('may have line ends of any kind', () => {
    assert.deepEqual(blocksOf('```\r\na\r\nb\r\n```\r\n').map(({ code }) => code), ['a\nb']);
  });
});
