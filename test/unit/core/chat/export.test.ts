import assert from 'node:assert/strict';
import fc from 'fast-check';
import { entriesOf, fromJson, toJson, toMarkdown } from '../../../../src/core/chat/export.ts';
import { conversationOf, journalHeader } from '../../../../src/core/chat/journal.ts';
import { FakeJournalStore } from '../../../fakes/journalStore.ts';
import { runs } from '../../fuzz.ts';
import { anyEvents } from './conversations.ts';

describe('an exported conversation', () => {
  it('comes back from JSON as it was', () => {
    fc.assert(
      fc.property(anyEvents, fc.string(), (events, title) => {
        const imported = fromJson(toJson(title, [journalHeader('x', 1), ...events], 1));
        if (events.some(({ type }) => type === 'turn')) {
          assert.deepEqual(imported, { type: 'ok', events });
        } else {
          assert.deepEqual(imported, { type: 'empty' });
        }
      }),
      runs(),
    );
  });

  it('is taken whole or not at all', () => {
    const file = (value: object): string => JSON.stringify({ lathe: 'conversation-export', version: 1, events: [], ...value });
    assert.deepEqual(fromJson('{'), { type: 'not-json' });
    assert.deepEqual(fromJson('[]'), { type: 'not-a-conversation' });
    assert.deepEqual(fromJson('{"lathe":"conversation","version":1}'), { type: 'not-a-conversation' });
    assert.deepEqual(fromJson(file({ version: 3 })), { type: 'newer' });
    assert.deepEqual(fromJson(file({})), { type: 'empty' });
    assert.deepEqual(fromJson(file({ events: [{ type: 'pinned', pinned: true }, { type: 'text', turn: 1, text: 'x' }] })), { type: 'bad-event', index: 1 });
  });

  it('is Markdown to read: references fenced, thought folded, and what it took below', () => {
    const conversation = conversationOf('x', [
      {
        ...{ type: 'turn', turn: 'a', at: 1, endpoint: 'home', model: 'm', maxTokens: 1 },
        prompt: { action: 'ask', text: 'Why?', references: [{ label: 'a.md:1', path: 'a.md', language: 'md', text: '```\nx\n```', outline: '' }] },
      },
      { type: 'thought', turn: 'a', text: 'hm </details> hm' },
      { type: 'text', turn: 'a', text: 'Because.' },
    ]);
    const words = { title: 'T', you: 'You', lathe: 'Lathe', thought: 'Thought', note: () => 'm, 3 tokens' };
    assert.equal(
      toMarkdown(conversation, words),
      '# T\n\n## You\n\nWhy?\n\na.md:1\n\n````md\n```\nx\n```\n````\n\n## Lathe\n\n<details>\n<summary>Thought</summary>\n\nhm &lt;/details> hm\n\n</details>\n\nBecause.\n\n*m, 3 tokens*\n',
    );
  });

  it('is not taken when it could not be shown or written: ids that the page refuses, numbers without end', () => {
    const turn = { type: 'turn', turn: 'a', at: 1, prompt: { action: 'ask', text: 'Why?', references: [] }, endpoint: 'e', model: 'm', maxTokens: 1 };
    const file = (text: string): string => `{"lathe":"conversation-export","version":1,"events":[${text}]}`;
    assert.equal(fromJson(file(JSON.stringify(turn))).type, 'ok');
    assert.deepEqual(fromJson(file(JSON.stringify({ ...turn, turn: 'x'.repeat(101) }))), { type: 'bad-event', index: 0 });
    assert.deepEqual(fromJson(file(JSON.stringify({ ...turn, turn: '' }))), { type: 'bad-event', index: 0 });
    assert.deepEqual(fromJson(file(JSON.stringify(turn).replace('"at":1', '"at":1e999'))), { type: 'bad-event', index: 0 });
  });

  it('holds what the disk did not take', async () => {
    const events = [
      { type: 'turn', turn: 'a', at: 1, prompt: { action: 'ask', text: 'Why?', references: [] }, endpoint: 'e', model: 'm', maxTokens: 1 },
      { type: 'text', turn: 'a', text: 'Because.' },
      { type: 'end', turn: 'a', end: { type: 'finished', reason: 'stop' } },
    ] as const;
    const shown = conversationOf('x', events);
    const exported = async (journals: FakeJournalStore): Promise<unknown> => conversationOf('x', await entriesOf(journals, shown)).turns;
    const journals = new FakeJournalStore();
    assert.deepEqual(await exported(journals), shown.turns, 'there is no file');
    journals.append('x', events[0]);
    journals.full = true;
    journals.append('x', events[1]);
    assert.deepEqual(await exported(journals), shown.turns, 'the end is nowhere but here');
    journals.append('x', events[2]);
    assert.deepEqual(await entriesOf(journals, shown), events);
    journals.readable = Promise.reject(new Error('EIO'));
    assert.deepEqual(await exported(journals), shown.turns, 'the file cannot be read');
  });
});
