import assert from 'node:assert/strict';
import { ContinuedAnswer, continuedRequest, wholeLines } from '../../../../src/core/edit/continuation.ts';
import { anyRequest } from '../../../fakes/answers.ts';

const cut = '```ts\nconst first = 1;\nconst second = 2;\n';

describe('the rest of an answer that was cut off', () => {
  it('begins behind the last whole line', () => {
    assert.equal(wholeLines(`${cut}const th`), cut);
    assert.equal(wholeLines('```ts'), '');
  });

  it('is asked for with what has come', () => {
    const { messages } = continuedRequest(anyRequest, cut);
    assert.deepEqual(messages.slice(0, -1), [...anyRequest.messages, { role: 'assistant', text: cut }]);
    assert.match(messages.at(-1)?.text ?? '', /^Your answer was cut off/);
  });

  const rests: readonly (readonly [name: string, rest: string, joined: string])[] = [
    ['as it is', 'const third = 3;\n```', 'const third = 3;\n```'],
    ['without the fence that is open already', '```ts\nconst third = 3;\n```', 'const third = 3;\n```'],
    ['without a sentence before that fence', 'Here is the rest:\n\n```ts\nconst third = 3;\n```', 'const third = 3;\n```'],
    ['without the last line once more', '```ts\nconst second = 2;\nconst third = 3;\n```', 'const third = 3;\n```'],
    ['with its indentation and blank lines', '\n  third();\n\n  fourth();\n```', '\n  third();\n\n  fourth();\n```'],
    ['with a fence that only closes', '```\nThat is all.', '```\nThat is all.'],
    ['with a block of another language', '```sh\nls\n```', '```sh\nls\n```'],
    ['when it is one line', 'third();', 'third();'],
    ['when it is nothing', '', ''],
  ];
  for (const [name, rest, joined] of rests) {
    it(`is taken ${name}, in whatever pieces it comes`, () => {
      for (let size = 1; size <= Math.max(1, rest.length); size += 1) {
        const answer = new ContinuedAnswer(cut);
        let text = '';
        for (let at = 0; at < rest.length; at += size) {
          text += answer.push(rest.slice(at, at + size));
        }
        assert.equal(text + answer.end(), joined, `pieces of ${size}`);
      }
    });
  }

  it('goes on in a block without a language with nothing held back', () => {
    const answer = new ContinuedAnswer('```\nconst first = 1;\n');
    assert.equal(answer.push('x'), 'x');
  });
});
