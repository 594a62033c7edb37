import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Conversation } from '../../../../src/core/chat/conversation.ts';
import type { ConversationEvent } from '../../../../src/core/chat/events.ts';
import { journalHeader, journalLine, journalVersion, readJournal } from '../../../../src/core/chat/journal.ts';
import { runs } from '../../fuzz.ts';

// Plain objects, as JSON gives them back.
const plain = { noNullPrototype: true };
const turnId = fc.constantFrom('a', 'b', 'c');
const event: fc.Arbitrary<ConversationEvent> = fc.oneof(
  fc.record({
    type: fc.constant('turn' as const),
    turn: turnId,
    at: fc.nat(),
    prompt: fc.record({
      action: fc.constantFrom('ask' as const, 'explain' as const),
      text: fc.string({ unit: 'binary' }),
      references: fc.constant([]),
    }, plain),
    endpoint: fc.string(),
    model: fc.string(),
    maxTokens: fc.nat(),
  }, plain),
  fc.record({ type: fc.constant('text' as const), turn: turnId, text: fc.string({ unit: 'binary' }) }, plain),
  fc.record({ type: fc.constant('thought' as const), turn: turnId, text: fc.string() }, plain),
  fc.record({ type: fc.constant('end' as const), turn: turnId, end: fc.constant({ type: 'stopped' as const }) }, plain),
  fc.record({ type: fc.constant('removed' as const), turn: turnId }, plain),
);

function built(events: readonly ConversationEvent[]): Conversation {
  const conversation = new Conversation('x');
  events.forEach((each) => {
    conversation.apply(each);
  });
  for (const turn of conversation.turns.filter((each) => !each.end)) {
    const failure = { code: 'interrupted', retryable: true } as const;
    conversation.apply({ type: 'end', turn: turn.id, end: { type: 'failed', failure } });
  }
  return conversation;
}

describe('the journal', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const text = journalHeader('x', 1) + events.map(journalLine).join('');
        assert.deepEqual(readJournal('x', text)?.turns, built(events).turns);
      }),
      runs(),
    );
  });

  it('loses only the line that is damaged', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1 }), fc.nat(), (events, which) => {
        const lines = events.map(journalLine);
        const damaged = which % lines.length;
        lines[damaged] = `${lines[damaged]?.slice(0, 9) ?? ''}\n`;
        const kept = events.filter((_, index) => index !== damaged);
        assert.deepEqual(readJournal('x', journalHeader('x', 1) + lines.join(''))?.turns, built(kept).turns);
      }),
      runs(),
    );
  });

  it('reads any prefix of its bytes without a throw', () => {
    fc.assert(
      fc.property(fc.array(event), fc.nat(), (events, cut) => {
        const text = journalHeader('x', 1) + events.map(journalLine).join('');
        assert.ok(readJournal('x', text.slice(0, cut % (text.length + 1))));
      }),
      runs(),
    );
  });

  it('leaves the journal of a newer version alone', () => {
    assert.equal(readJournal('x', `{"lathe":"conversation","version":${journalVersion + 1},"id":"x"}\n`), undefined);
  });
});
