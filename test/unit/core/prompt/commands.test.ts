import assert from 'node:assert/strict';
import { editedPrompt } from '../../../../src/core/chat/editedPrompt.ts';
import type { Prompt } from '../../../../src/core/chat/events.ts';
import { conversationOf, journalHeader, journalLines, readJournal } from '../../../../src/core/chat/journal.ts';
import { userMessage } from '../../../../src/core/prompt/chat.ts';
import { commandNames, commitMessageIn, instructionOf, slashOf } from '../../../../src/core/prompt/commands.ts';

const reference = { label: 'a.ts:1', path: 'a.ts', language: 'typescript', text: 'let a', outline: '', kind: 'lines' } as const;
const command = { name: 'fix', instruction: 'Mend it.' };
const prompt: Prompt = { action: 'ask', text: '/fix the loop', references: [reference], command };

describe('a slash command', () => {
  it('is a word behind a slash at the very beginning', () => {
    assert.deepEqual(slashOf('/fix'), { name: 'fix', rest: '' });
    assert.deepEqual(slashOf('/my-prompt.v2  two\nlines'), { name: 'my-prompt.v2', rest: 'two\nlines' });
    for (const text of ['', '/', ' /fix', 'a /fix', '/ fix', '/usr/bin', '/fix,']) {
      assert.equal(slashOf(text), undefined, text);
    }
  });

  it('is known by its name alone', () => {
    assert.ok(commandNames.every((name) => (instructionOf(name) ?? '') !== ''));
    assert.equal(instructionOf('toString'), undefined);
  });

  it('is sent in its own words, after what goes along and before what was written behind it', () => {
    const message = userMessage(prompt);
    assert.match(message, /let a[^]*Mend it\.\n\nthe loop$/);
    assert.doesNotMatch(message, /\/fix/);
    assert.match(userMessage({ ...prompt, text: '/fix' }), /Mend it\.$/);
    assert.equal(userMessage({ action: 'ask', text: '/simulate slow', references: [] }), '/simulate slow');
  });

  it('is kept in the journal in the words that it was sent with', () => {
    const event = { type: 'turn', turn: 't', at: 1, prompt, endpoint: 'e', model: 'm', maxTokens: 1 } as const;
    const read = readJournal('x', journalLines([journalHeader('x', 1), event]));
    assert.deepEqual(read?.turns, conversationOf('x', [event]).turns);
    assert.deepEqual(read.turns.map((turn) => turn.prompt.command), [command]);
  });

  it('stays with a question that is edited as long as its word does', () => {
    const none = { references: [] };
    assert.deepEqual(editedPrompt(prompt, '/fix all of it', [], none), { action: 'ask', text: '/fix all of it', references: [], command });
    assert.deepEqual(editedPrompt(prompt, 'the loop', [0], none), { action: 'ask', text: 'the loop', references: [reference] });
    const explain: Prompt = { action: 'explain', text: 'Explain sum', references: [reference] };
    assert.equal(editedPrompt(explain, 'Explain sum', [0], none).action, 'explain');
    assert.equal(editedPrompt(explain, 'And why?', [0], none).action, 'ask');
  });

  it('gives way to another one, whose context takes the place of what has the same name', () => {
    const tests = { name: 'tests', instruction: 'Write tests.' };
    const now = { ...reference, text: 'let b' };
    const other = { ...reference, label: 'other.ts' };
    assert.deepEqual(editedPrompt(prompt, '/tests the loop', [0], { references: [now, other], command: tests }), { action: 'ask', text: '/tests the loop', references: [now, other], command: tests });
  });

  it('finds the message of a commit in its answer', () => {
    assert.equal(commitMessageIn('Here it is:\n\n```text\nAdd a cart\n\nIt sums.\n```\nDone.'), 'Add a cart\n\nIt sums.');
    assert.equal(commitMessageIn('  Add a cart \n'), 'Add a cart');
    assert.equal(commitMessageIn('~~~~\nUse ``` in text\n~~~~'), 'Use ``` in text');
  });
});
