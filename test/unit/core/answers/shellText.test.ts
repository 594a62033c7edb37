import assert from 'node:assert/strict';
import { commandsIn, shownCommands } from '../../../../src/core/answers/shellText.ts';

describe('Commands in an answer', () => {
  it('are what the block holds', () => {
    assert.equal(commandsIn('npm ci &&\n  npm test\n'), 'npm ci &&\n  npm test');
  });

  it('lose their prompts, and the lines that they print', () => {
    assert.equal(commandsIn('$ ls\na.txt\n$ rm a.txt\n'), 'ls\nrm a.txt');
    assert.equal(commandsIn('PS C:\\> dir'), 'dir');
    assert.equal(commandsIn('echo $HOME $ x'), 'echo $HOME $ x');
  });

  it('hold nothing that is not seen', () => {
    assert.equal(commandsIn('ls\u001B[8m\u0003; rm\u0007 x\u202E\r\npwd\u200B\tx'), 'ls[8m; rm x\npwd\tx');
  });

  it('are shown whole, or with the number of lines that are not', () => {
    assert.deepEqual(shownCommands('a\nb'), { text: 'a\nb', hidden: 0 });
    const { text, hidden } = shownCommands(Array.from({ length: 25 }, (_, index) => `line ${index}`).join('\n'));
    assert.equal(text.split('\n').length, 20);
    assert.equal(hidden, 5);
  });
});
