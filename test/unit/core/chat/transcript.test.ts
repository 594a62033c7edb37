import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Conversation } from '../../../../src/core/chat/conversation.ts';
import type { ConversationEvent } from '../../../../src/core/chat/events.ts';
import { TranscriptText, type TranscriptChange, type TranscriptWords } from '../../../../src/core/chat/transcript.ts';
import { runs } from '../../fuzz.ts';
import { anyEvent } from './conversations.ts';

let notes = 0;
const words: TranscriptWords = {
  title: ({ title }) => title || 'T',
  empty: 'Nothing yet.',
  you: 'You',
  lathe: 'Lathe',
  thought: 'Thought',
  note: ({ model }) => {
    notes += 1;
    return model;
  },
};

/** As an editor does it. */
function applied(document: string, { start, end, text }: TranscriptChange): string {
  const lines = document.split('\n');
  const offset = ({ line, character }: TranscriptChange['start']): number => {
    assert.ok(character <= (lines[line]?.length ?? -1), `line ${line} has no character ${character}`);
    return lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  };
  return document.slice(0, offset(start)) + text + document.slice(offset(end));
}

const asked = (turn: string, text = 'Why?'): ConversationEvent => ({
  ...{ type: 'turn', turn, at: 1, endpoint: 'e', model: 'm', maxTokens: 1 },
  prompt: { action: 'ask', text, references: [] },
});
const said = (turn: string, text: string): ConversationEvent => ({ type: 'text', turn, text });
const ended = (turn: string): ConversationEvent => ({ type: 'end', turn, end: { type: 'finished', reason: 'stop' } });

describe('a transcript', () => {
  it('is the same grown as begun anew, after every event', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30, size: 'max' }), (events) => {
        const conversation = new Conversation('x');
        const text = new TranscriptText(words);
        let document = text.begin(conversation);
        for (const event of events) {
          conversation.apply(event);
          const change = text.change(conversation);
          document = change ? applied(document, change) : document;
          assert.equal(document, new TranscriptText(words).begin(conversation));
          assert.equal(change?.lineCount ?? document.split('\n').length, document.split('\n').length);
          assert.doesNotMatch(change?.text ?? '', /\r/);
        }
        assert.equal(text.change(conversation), undefined);
      }),
      runs(),
    );
  });

  it('grows at its end alone: the thought, the answer, and then what it took', () => {
    const conversation = new Conversation('x');
    const text = new TranscriptText(words);
    let document = text.begin(conversation);
    const steps: string[] = [];
    const events: readonly ConversationEvent[] = [
      asked('a'),
      { type: 'thought', turn: 'a', text: 'Let me' },
      { type: 'thought', turn: 'a', text: ' see.' },
      said('a', 'Bec'),
      said('a', 'ause.\n\n'),
      said('a', '- so'),
      ended('a'),
    ];
    for (const event of events) {
      conversation.apply(event);
      const change = text.change(conversation);
      if (change) {
        const grown = applied(document, change);
        // All that was there is still there, but for the line that gives way to the first question.
        assert.ok(event.type === 'turn' || grown.startsWith(document.trimEnd()), JSON.stringify(change));
        document = grown;
        steps.push(change.text);
      }
    }
    assert.deepEqual(steps.slice(1), ['\n<details>\n<summary>Thought</summary>\n\nLet me\n', ' see.', '\n</details>\n\nBec\n', 'ause.', '\n- so\n', '\n*m*\n']);
    assert.equal(document, '# T\n\n## You\n\nWhy?\n\n## Lathe\n\n<details>\n<summary>Thought</summary>\n\nLet me see.\n\n</details>\n\nBecause.\n\n- so\n\n*m*\n');
  });

  it('costs no more for a long conversation than the turn that runs', () => {
    const conversation = new Conversation('x');
    for (let index = 0; index < 1000; index += 1) {
      [asked(`${index}`), said(`${index}`, `Answer ${index}\n`.repeat(20)), ended(`${index}`)].forEach((event) => {
        conversation.apply(event);
      });
    }
    const text = new TranscriptText(words);
    let document = text.begin(conversation);
    conversation.apply(asked('new'));
    document = applied(document, text.change(conversation) ?? assert.fail());
    notes = 0;
    for (let index = 0; index < 50; index += 1) {
      conversation.apply(said('new', `word${index} `));
      const change = text.change(conversation) ?? assert.fail();
      assert.ok(change.text.length < 20, change.text);
      document = applied(document, change);
    }
    assert.equal(notes, 0, 'no finished turn is rendered again');
    conversation.apply(ended('new'));
    document = applied(document, text.change(conversation) ?? assert.fail());
    assert.equal(notes, 1);
    assert.equal(document, new TranscriptText(words).begin(conversation));
  });

  it('finds its way from whatever the document has', () => {
    const conversation = new Conversation('x');
    conversation.apply(asked('a', 'Is 👍 fine?'));
    const text = new TranscriptText(words);
    const document = '# T\n\n## You\n\nIs 👎 fine?\n';
    text.found(document);
    const change = text.change(conversation) ?? assert.fail();
    assert.equal(change.start.line, 4);
    assert.match(change.text, /^👍/u);
    assert.equal(applied(document, change), new TranscriptText(words).begin(conversation));
  });
});
