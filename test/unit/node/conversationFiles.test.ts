import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversationEvent } from '../../../src/core/chat/events.ts';
import { journalHeader, journalLines, journalVersion } from '../../../src/core/chat/journal.ts';
import { OpenJournal } from '../../../src/core/chat/openJournal.ts';
import { searchConversations } from '../../../src/core/chat/search.ts';
import { conversationStorage } from '../../../src/node/conversationStorage.ts';
import { FakeLogger } from '../../fakes/logger.ts';

const workspace = { uri: 'file:///home/ada/sorting', name: 'sorting' };
const day = 86_400_000;

function events(id: string, at: number, question: string, answer: string): readonly ConversationEvent[] {
  return [
    { type: 'turn', turn: `${id}-1`, at, prompt: { action: 'ask', text: question, references: [] }, endpoint: 'e', model: 'm', maxTokens: 1 },
    { type: 'text', turn: `${id}-1`, text: answer },
  ];
}

describe('the folder of conversations', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'lathe-home-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const make = (earlier?: string): ReturnType<typeof conversationStorage> =>
    conversationStorage(home, earlier, workspace, new FakeLogger(), () => undefined);

  const fileOf = (id: string): string => join(home, 'conversations', `${id}.jsonl`);

  /** As if no window had opened them for two days. */
  async function unused(...ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await utimes(fileOf(id), new Date(Date.now() - 2 * day), new Date(Date.now() - 2 * day));
    }
  }

  async function filled(): Promise<ReturnType<typeof conversationStorage>> {
    const storage = make();
    for (const [index, id] of ['one', 'two', 'three'].entries()) {
      storage.journals.append(id, journalHeader(id, index, workspace));
      for (const event of events(id, 1000 + index, `Question ${id}?\nmore`, `The answer\n\nis "${id}".`)) {
        storage.journals.append(id, event);
      }
    }
    await storage.journals.flush();
    return storage;
  }

  it('is listed newest first, with titles from the first question or as renamed', async () => {
    const { journals, library } = await filled();
    journals.append('one', { type: 'titled', title: 'Mine' });
    journals.append('two', { type: 'pinned', pinned: true });
    const list = await library.list();
    assert.deepEqual(list.map(({ id, title, pinned }) => [id, title, pinned]), [
      ['three', 'Question three? more', false],
      ['two', 'Question two? more', true],
      ['one', 'Mine', false],
    ]);
    assert.deepEqual([list[0]?.opening, list[0]?.turns, list[0]?.workspace], ['The answer is "three".', 1, workspace]);
  });

  it('needs no index: whatever is in it, the list is that of the files', async () => {
    const { library, journals } = await filled();
    const truth = await library.list();
    const index = join(home, 'conversations', 'index.json');
    const good = await readFile(index, 'utf8');
    for (const bad of ['', '{', 'null', '{"version":99,"entries":{}}', good.slice(0, 99), '{"version":1,"entries":{"one":{"size":1}}}', good.replaceAll('"size":', '"size":9')]) {
      await writeFile(index, bad);
      assert.deepEqual(await make().library.list(), truth, bad.slice(0, 40));
    }
    await rm(index);
    assert.deepEqual(await make().library.list(), truth);
    journals.append('one', { type: 'titled', title: 'Changed' });
    assert.ok((await library.list()).some(({ title }) => title === 'Changed'));
    assert.deepEqual((await readdir(join(home, 'conversations'))).filter((name) => name.endsWith('.tmp')), []);
  });

  it('lists what a newer Lathe wrote, and says so', async () => {
    const { library } = await filled();
    await writeFile(join(home, 'conversations', 'later.jsonl'), `{"lathe":"conversation","version":${journalVersion + 1},"id":"later"}\n`);
    assert.deepEqual((await library.list()).filter(({ newer }) => newer).map(({ id }) => id), ['later']);
  });

  it('gives back what was removed, with what another window added meanwhile', async () => {
    const { journals, library } = await filled();
    assert.equal(await library.remove('one'), true);
    assert.equal(await library.remove('one'), false);
    assert.deepEqual((await library.list()).map(({ id }) => id), ['three', 'two']);
    journals.append('one', { type: 'titled', title: 'Since' });
    await journals.written();
    assert.equal(await library.restore('one'), true);
    const one = (await library.list()).find(({ id }) => id === 'one');
    assert.deepEqual([one?.title, one?.turns], ['Since', 1]);
    assert.equal(await library.restore('one'), false);
  });

  it('purges what was removed, and what is old: not what is pinned, shown or young', async () => {
    const { journals, library } = await filled();
    journals.append('two', { type: 'pinned', pinned: true });
    await library.remove('one');
    await library.purge(Date.now(), day, 0, []);
    assert.equal(await library.restore('one'), true, 'not yet');
    await library.remove('one');
    assert.deepEqual(await library.purge(Date.now() + 2 * day, day, 0, []), ['one']);
    assert.equal(await library.restore('one'), false);
    await library.purge(day, day, day, []);
    assert.equal((await library.list()).length, 2, 'a day has not gone by');
    await library.purge(Date.now(), day, day, []);
    assert.equal((await library.list()).length, 2, 'they were written just now');
    await unused('two', 'three');
    await library.purge(Date.now(), day, day, ['three']);
    assert.equal((await library.list()).length, 2);
    assert.deepEqual(await library.purge(Date.now(), day, day, []), ['three']);
    assert.deepEqual((await library.list()).map(({ id }) => id), ['two']);
  });

  it('is searched in its texts, and the search can be ended', async () => {
    const { journals } = await filled();
    const found = async (words: string): Promise<unknown> => {
      const hits: unknown[] = [];
      for await (const hit of searchConversations(journals, ['one', 'gone', 'three'], words, new AbortController().signal)) {
        hits.push(hit);
      }
      return hits;
    };
    assert.deepEqual(await found('IS "THREE'), [{ conversation: 'three', turn: 'three-1', snippet: 'The answer is "three".' }]);
    assert.deepEqual(await found('(.*'), []);
    const ended = AbortSignal.abort();
    await assert.rejects(searchConversations(journals, ['one'], 'answer', ended).next());
  });

  it('takes over what an earlier build kept for the workspace, once', async () => {
    const earlier = join(home, 'workspace');
    await mkdir(join(earlier, 'conversations'), { recursive: true });
    await writeFile(join(earlier, 'conversations', 'old.jsonl'), journalLines([journalHeader('old', 7), ...events('old', 9, 'Then?', 'Yes')]));
    const { library } = make(earlier);
    assert.deepEqual((await library.list()).map(({ id, title, at, workspace: where }) => [id, title, at, where]), [['old', 'Then?', 7, workspace]]);
    assert.deepEqual(await readdir(join(earlier, 'conversations')), []);
  });

  it('is empty after it was cleared, and takes new conversations', async () => {
    const { journals, library } = await filled();
    await library.remove('one');
    await library.clear();
    assert.deepEqual(await readdir(home), []);
    events('new', 1, 'Hello', 'Hi').forEach((event) => {
      journals.append('new', event);
    });
    assert.deepEqual((await library.list()).map(({ id }) => id), ['new']);
  });

  it('purges neither what a window has open nor what was brought in just now, though its questions are old', async () => {
    const { journals, library } = await filled();
    journals.append('imported', journalHeader('imported', Date.now(), workspace));
    events('imported', 7, 'Then?', 'Yes').forEach((event) => {
      journals.append('imported', event);
    });
    await journals.flush();
    await unused('one', 'two', 'three', 'imported');
    const other = make();
    assert.ok(typeof (await OpenJournal.open(other.journals, 'one')) === 'object');
    while (Date.now() - (await stat(fileOf('one'))).mtimeMs > day) {
      await new Promise(setImmediate);
    }
    await library.purge(Date.now(), day, day, []);
    assert.deepEqual((await library.list()).map(({ id }) => id).toSorted(), ['imported', 'one']);
  });

  it('gives back all of what was removed twice, gone on with in between', async () => {
    const { journals, library } = await filled();
    await library.remove('one');
    events('since', 2000, 'And since?', 'more').forEach((event) => {
      journals.append('one', event);
    });
    assert.equal(await library.remove('one'), true);
    assert.equal(await library.restore('one'), true);
    assert.equal((await library.list()).find(({ id }) => id === 'one')?.turns, 2);
  });

  it('loses nothing that is written while it is put back', async () => {
    const { journals, library } = await filled();
    await library.remove('one');
    const writer = make();
    const names = Array.from({ length: 120 }, (_, index) => `piece ${index} `);
    const writing = (async () => {
      for (const name of names) {
        writer.journals.append('one', { type: 'text', turn: 'one-1', text: name });
        await writer.journals.written();
      }
    })();
    while ((await journals.size('one')) === undefined) {
      await new Promise(setImmediate);
    }
    assert.equal(await library.restore('one'), true);
    await writing;
    const kept = await readFile(fileOf('one'), 'utf8');
    assert.deepEqual(names.filter((name) => !kept.includes(name)), []);
    assert.deepEqual((await readdir(join(home, 'conversations'))).filter((name) => !/\.jsonl$|^index\.json$/.test(name)), []);
  });

  it('is tidied of what a window left in the midst of something', async () => {
    const { library } = await filled();
    await writeFile(`${fileOf('one')}.1-2.tmp`, 'half');
    await writeFile(`${fileOf('one')}.1-2.aside`, journalLines([...events('late', 9, 'Late?', 'Yes')]));
    await library.purge(Date.now(), day, 0, []);
    assert.equal((await readdir(join(home, 'conversations'))).filter((name) => /tmp|aside/.test(name)).length, 2, 'it may be under way');
    await library.purge(Date.now() + day, 2 * day, 0, []);
    assert.deepEqual((await readdir(join(home, 'conversations'))).filter((name) => /tmp|aside/.test(name)), []);
    assert.equal((await library.list()).find(({ id }) => id === 'one')?.turns, 2);
  });
});
