import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JournalFiles } from '../../../src/node/journalFiles.ts';
import { FakeLogger } from '../../fakes/logger.ts';

describe('journals as files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lathe-journals-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('makes its folder, and keeps the order of appends', async () => {
    const files = new JournalFiles(join(folder, 'deep', 'er'), new FakeLogger());
    for (let line = 0; line < 500; line++) {
      files.append('a', `${line}\n`);
    }
    await files.flush();
    const expected = Array.from({ length: 500 }, (_, line) => `${line}\n`).join('');
    assert.equal(await files.read('a'), expected);
  });

  it('has nothing to read where nothing was written', async () => {
    assert.equal(await new JournalFiles(folder, new FakeLogger()).read('none'), undefined);
  });

  it('ends the line that a killed window left open, before it adds to it', async () => {
    await writeFile(join(folder, 'a.jsonl'), 'whole\nhal');
    const files = new JournalFiles(folder, new FakeLogger());
    files.append('a', 'next\n');
    await files.flush();
    assert.equal(await files.read('a'), 'whole\nhal\nnext\n');
  });

  it('keeps apart what two windows append', async () => {
    const [one, two] = [new JournalFiles(folder, new FakeLogger()), new JournalFiles(folder, new FakeLogger())];
    for (let line = 0; line < 200; line++) {
      one.append('a', `one ${line}\n`);
      two.append('a', `two ${line}\n`);
    }
    await Promise.all([one.flush(), two.flush()]);
    const lines = (await readFile(join(folder, 'a.jsonl'), 'utf8')).trimEnd().split('\n').filter((line) => line !== '');
    assert.equal(lines.length, 400);
    assert.equal(new Set(lines).size, 400);
  });

  it('loses nothing to a write that fails: it goes out with the next', async () => {
    const blocked = join(folder, 'blocked');
    await writeFile(blocked, 'a file where the folder should be');
    const logger = new FakeLogger();
    logger.allowErrors = true;
    const files = new JournalFiles(blocked, logger);
    files.append('a', 'one\n');
    await files.flush();
    assert.equal(logger.lines.length, 2, 'it was tried twice');
    await rm(blocked);
    files.append('a', 'two\n');
    await files.flush();
    assert.equal(await files.read('a'), 'one\ntwo\n');
  });
});
