import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Conversation } from '../../../../src/core/chat/conversation.ts';
import type { ConversationEvent } from '../../../../src/core/chat/events.ts';
import { conversationOf, journalHeader, journalLines, journalVersion, parseLines, readJournal } from '../../../../src/core/chat/journal.ts';
import { blockBytes, readEntries, readTail } from '../../../../src/core/chat/journalReader.ts';
import { FakeJournalStore } from '../../../fakes/journalStore.ts';
import { runs } from '../../fuzz.ts';
import { anyEvents } from './conversations.ts';

const header = journalLines([journalHeader('x', 1, { uri: 'file:///home/ada/sorting', name: 'sorting' })]);

/** All that a conversation is, to compare two. */
function state(conversation: Conversation | undefined): unknown {
  return conversation && [conversation.turns, conversation.allTurns, conversation.choices, conversation.title, conversation.pinned, conversation.compaction];
}

const linesOf = (events: readonly ConversationEvent[]): string[] => events.map((event) => journalLines([event]));
const built = (events: readonly ConversationEvent[]): unknown => state(conversationOf('x', events));

async function all(store: FakeJournalStore, from = 0): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const entries of readEntries(store, 'x', from, (await store.size('x')) ?? 0)) {
    found.push(...entries);
  }
  return found;
}

describe('the journal', () => {
  it('reads back what was written, whether pieces were joined or not', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        assert.deepEqual(state(readJournal('x', header + journalLines(events))), built(events));
        assert.deepEqual(state(readJournal('x', header + linesOf(events).join(''))), built(events));
      }),
      runs(),
    );
  });

  it('has one line for the pieces of one text that follow each other', () => {
    const piece = { type: 'text', turn: 'a', text: 'x' } as const;
    const thought = { ...piece, type: 'thought' } as const;
    const lines = journalLines([piece, piece, thought, piece, { ...piece, turn: 'b' }, piece]).split('\n');
    assert.deepEqual(lines.slice(0, -1).map((line) => (JSON.parse(line) as { text: string }).text), ['xx', 'x', 'x', 'x', 'x']);
  });

  it('loses only the line that is damaged: cut, gone, or with any of its bytes flipped', () => {
    fc.assert(
      fc.property(anyEvents.filter(({ length }) => length > 0), fc.nat(), fc.constantFrom('cut', 'gone', 'flipped'), fc.nat(), (events, which, how, where) => {
        const lines = linesOf(events);
        const damaged = which % lines.length;
        const line = lines[damaged] ?? '';
        if (how === 'flipped') {
          // What is left may still be an event: then it is that one. All others are as they were.
          const bytes = Buffer.from(line.slice(0, -1));
          bytes[where % bytes.length] = (bytes[where % bytes.length] ?? 0) ^ 0x15;
          lines[damaged] = `${bytes.toString().replaceAll('\n', ' ')}\n`;
        } else {
          lines[damaged] = how === 'gone' ? '' : `${line.slice(0, 9)}\n`;
        }
        const kept = events.flatMap((event, index) => (index === damaged ? parseLines(lines[damaged] ?? '') : [event]));
        assert.deepEqual(parseLines(lines.join('')).map((entry) => JSON.stringify(entry)), kept.map((entry) => JSON.stringify(entry)));
        assert.deepEqual(state(readJournal('x', header + lines.join(''))), state(conversationOf('x', kept)));
      }),
      runs(),
    );
  });

  it('reads any prefix of its bytes to what its whole lines say', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(), (events, cut) => {
        const bytes = Buffer.from(header + linesOf(events).join(''));
        const prefix = bytes.subarray(0, cut % (bytes.length + 1)).toString();
        const whole = prefix.slice(0, prefix.lastIndexOf('\n') + 1);
        const found = readJournal('x', prefix);
        // The last line may be whole but for its end.
        assert.ok([whole, prefix].some((text) => JSON.stringify(state(readJournal('x', text))) === JSON.stringify(state(found))));
        assert.equal(parseLines(whole).length, whole.split('\n').length - 1);
      }),
      runs(),
    );
  });

  it('holds every event of two writers, however their writes come in between', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, fc.array(fc.boolean(), { maxLength: 60 }), (one, two, order) => {
        const [mine, theirs] = [linesOf(one), linesOf(two)];
        let text = header;
        for (const first of order) {
          text += (first ? mine.shift() : theirs.shift()) ?? '';
        }
        text += mine.join('') + theirs.join('');
        const found = parseLines(text).slice(1).map((entry) => JSON.stringify(entry));
        assert.deepEqual(found.toSorted(), [...one, ...two].map((event) => JSON.stringify(event)).toSorted());
        assert.ok(readJournal('x', text));
      }),
      runs(),
    );
  });

  it('is read from its end to the same entries as from its beginning', async () => {
    const turn = (id: string, words: string): readonly ConversationEvent[] => [
      { type: 'turn', turn: id, at: 1, prompt: { action: 'ask', text: words, references: [] }, endpoint: 'e', model: 'm', maxTokens: 1 },
      { type: 'text', turn: id, text: words },
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: blockBytes * 1.5 }), { maxLength: 8 }), fc.integer({ min: 1, max: 4 }), async (sizes, wanted) => {
        const store = new FakeJournalStore();
        store.texts.set('x', header + sizes.flatMap((size, index) => turn(String(index), 'é'.repeat(size / 2))).map((event) => journalLines([event])).join(''));
        const size = (await store.size('x')) ?? 0;
        const { entries, start } = await readTail(store, 'x', size, wanted);
        const whole = await all(store);
        assert.deepEqual(entries, whole.slice(whole.length - entries.length));
        assert.deepEqual(await all(store, start), entries);
        const turns = entries.filter((entry) => 'type' in entry && entry.type === 'turn').length;
        assert.ok(turns >= Math.min(wanted, sizes.length));
        assert.equal(start === 0, entries.length === whole.length);
      }),
      runs(0.1),
    );
  });

  it('leaves the journal of a newer version alone', () => {
    assert.equal(readJournal('x', `{"lathe":"conversation","version":${journalVersion + 1},"id":"x"}\n`), undefined);
  });
});
