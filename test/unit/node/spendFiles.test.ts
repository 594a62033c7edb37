import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpendFiles } from '../../../src/node/spendFiles.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('what was spent today', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lathe-spend-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is the sum over all windows, also when they write at once', async () => {
    const windows = Array.from({ length: 4 }, () => new SpendFiles(folder, silent));
    for (let each = 0; each < 50; each++) {
      windows.forEach((window) => {
        window.add({ usd: 0.25, tokens: 3 });
      });
    }
    await Promise.all(windows.map((window) => window.today()));
    assert.deepEqual(await new SpendFiles(folder, silent).today(), { usd: 50, tokens: 600 });
  });

  it('begins anew at midnight, and the day before is deleted', async () => {
    let now = new Date(2026, 0, 31, 23, 59);
    const files = new SpendFiles(folder, silent, () => now);
    files.add({ usd: 1, tokens: 1 });
    assert.deepEqual(await files.today(), { usd: 1, tokens: 1 });
    now = new Date(2026, 1, 1, 0, 1);
    assert.deepEqual(await files.today(), { usd: 0, tokens: 0 });
    files.add({ usd: 2, tokens: 2 });
    assert.deepEqual(await files.today(), { usd: 2, tokens: 2 });
    assert.deepEqual(await readdir(folder), ['2026-02-01.jsonl']);
  });

  it('passes over lines that are no amounts, and loses none after a half line', async () => {
    const now = (): Date => new Date(2026, 0, 1);
    const files = new SpendFiles(folder, silent, now);
    await writeFile(join(folder, '2026-01-01.jsonl'), '{"usd":-5,"tokens":1}\nnull\n{"usd":1}\n{"usd":1,"tok');
    files.add({ usd: 1, tokens: 7 });
    await files.today();
    await appendFile(join(folder, '2026-01-01.jsonl'), '{"usd":1e999,"tokens":1}');
    assert.deepEqual(await files.today(), { usd: 1, tokens: 7 });
  });

  it('counts here what cannot be written', async () => {
    await writeFile(join(folder, 'taken'), '');
    const files = new SpendFiles(join(folder, 'taken'), silent);
    files.add({ usd: 1, tokens: 7 });
    assert.deepEqual(await files.today(), { usd: 1, tokens: 7 });
  });
});
