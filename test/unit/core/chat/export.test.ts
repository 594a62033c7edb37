import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromJson, toJson, toMarkdown } from '../../../../src/core/chat/export.ts';
import { conversationOf, journalHeader } from '../../../../src/core/chat/journal.ts';
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
    assert.deepEqual(fromJson(file({ version: 2 })), { type: 'newer' });
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
});
