import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseLines } from '../../../src/core/chat/journal.ts';
import type { ConversationEvent } from '../../../src/core/chat/events.ts';
import { JournalFiles } from '../../../src/node/journalFiles.ts';
import { FakeLogger } from '../../fakes/logger.ts';

const named = (title: string): ConversationEvent => ({ type: 'titled', title });

describe('journals as files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lathe-journals-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const make = (): JournalFiles => new JournalFiles(folder, { logger: new FakeLogger() });

  async function namesOf(files: JournalFiles, id = 'a'): Promise<readonly string[]> {
    const text = Buffer.from(await files.read(id, 0, (await files.size(id)) ?? 0)).toString();
    return parseLines(text).map((entry) => ('title' in entry ? entry.title : ''));
  }

  it('makes its folder, keeps the order of appends, and counts its own bytes', async () => {
    folder = join(folder, 'deep', 'er');
    const files = make();
    const names = Array.from({ length: 500 }, (_, line) => String(line));
    names.forEach((name) => {
      files.append('a', named(name));
    });
    await files.written();
    assert.deepEqual(await namesOf(files), names);
    assert.equal(files.ownBytes('a'), await files.size('a'));
  });

  it('has nothing to read where nothing was written', async () => {
    assert.equal(await make().size('none'), undefined);
  });

  it('has written all that was appended before, though more is appended all the time', async () => {
    const files = make();
    const stopped = new AbortController();
    const writing = (async () => {
      while (!stopped.signal.aborted) {
        files.append('a', named('more'));
        await new Promise(setImmediate);
      }
    })();
    for (const name of ['one', 'two', 'three']) {
      files.append('a', named(name));
      await files.written();
      assert.ok((await readFile(join(folder, 'a.jsonl'), 'utf8')).includes(name));
    }
    stopped.abort();
    await writing;
    await files.flush();
  });

  it('ends the line that a killed window left open, before it adds to it', async () => {
    await writeFile(join(folder, 'a.jsonl'), '{"type":"titled","title":"whole"}\nhal');
    const files = make();
    files.append('a', named('next'));
    await files.flush();
    assert.deepEqual(await namesOf(files), ['whole', 'next']);
  });

  it('keeps apart what two windows append, long lines too, and tells theirs from its own', async () => {
    const [one, two] = [make(), make()];
    const long = 'é'.repeat(600_000);
    for (let line = 0; line < 200; line++) {
      one.append('a', named(`one ${line}${line === 100 ? long : ''}`));
      two.append('a', named(`two ${line}${line === 100 ? long : ''}`));
      await Promise.all(line % 10 === 0 ? [one.written(), two.written()] : []);
    }
    await Promise.all([one.flush(), two.flush()]);
    const found = await namesOf(one);
    assert.equal(found.length, 400);
    assert.deepEqual(found.filter((name) => name.startsWith('one')).map((name) => Number(name.replaceAll(/[^\d]/g, ''))), Array.from({ length: 200 }, (_, line) => line));
    assert.equal(one.ownBytes('a') + two.ownBytes('a'), await one.size('a'));
  });

  it('loses nothing to a write that fails: it goes out with the next, and is told of once', async () => {
    const blocked = join(folder, 'blocked');
    await writeFile(blocked, 'a file where the folder should be');
    const logger = new FakeLogger();
    logger.allowErrors = true;
    let told = 0;
    const files = new JournalFiles(blocked, { logger, onFailure: () => told++ });
    files.append('a', named('one'));
    await files.flush();
    assert.equal(logger.lines.length, 2, 'it was tried twice');
    assert.equal(told, 1);
    await rm(blocked);
    files.append('a', named('two'));
    await files.flush();
    assert.deepEqual(await namesOf(files), ['one', 'two']);
  });

  describe('of which one cannot be written', () => {
    let files: JournalFiles;
    let told: number;
    const bad = (): string => join(folder, 'bad.jsonl');
    beforeEach(async () => {
      await mkdir(bad());
      const logger = new FakeLogger();
      logger.allowErrors = true;
      told = 0;
      files = new JournalFiles(folder, { logger, onFailure: () => told++ });
      files.append('bad', named('one'));
      await files.written();
    });

    it('write all others, in their order and at once', async () => {
      for (let line = 0; line < 25; line++) {
        files.append('good', named(String(line)));
        await files.written();
        assert.equal((await namesOf(files, 'good')).length, line + 1);
      }
    });

    it('have written it when the appends of others come while it is tried', async () => {
      files.append('bad', named('two'));
      const one = files.written();
      files.append('good', named('mine'));
      const other = files.written();
      await Promise.all([one, other]);
      assert.deepEqual(await namesOf(files, 'good'), ['mine']);
    });

    it('tell of it once, whatever else is written', async () => {
      for (let line = 0; line < 25; line++) {
        files.append('good', named(String(line)));
        await files.written();
      }
      assert.equal(told, 1);
    });

    it('tell what is not written, and write it when that is possible again', async () => {
      files.append('bad', named('two'));
      assert.deepEqual(files.unwritten('bad'), [named('one'), named('two')]);
      await files.written();
      assert.deepEqual(files.unwritten('bad'), [named('one'), named('two')]);
      await rm(bad(), { recursive: true });
      await files.flush();
      assert.deepEqual(files.unwritten('bad'), []);
      assert.deepEqual(await namesOf(files, 'bad'), ['one', 'two']);
      assert.equal(files.ownBytes('bad'), await files.size('bad'));
    });
  });

  it('lose no line to what another window leaves open in between', async () => {
    const files = make();
    files.append('a', named('one'));
    await files.written();
    await writeFile(join(folder, 'a.jsonl'), '{"type":"rem', { flag: 'a' });
    files.append('a', named('two'));
    await files.flush();
    assert.deepEqual(await namesOf(files), ['one', 'two']);
  });
});
