import * as assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { IgnoreRules } from '../../src/core/context/files/ignoreRules.ts';
import { rulesIn } from '../../src/host/context/ignoring.ts';
import { walk } from '../../src/host/context/walk.ts';
import { closeAll } from './editors.ts';
import { TrayAtWork } from './trayAtWork.ts';

/** For tests that write millions of bytes, on whichever disk, ms. */
const slow = 120_000;

/** Files whose permissions forbid to read them; who runs these tests may be allowed everything on the disk. */
class ClosedFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 7 };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  readonly readDirectory = never;
  readonly createDirectory = never;
  readonly writeFile = never;
  readonly delete = never;
  readonly rename = never;
}

function never(): never {
  throw new Error('nobody asks for that');
}

describe('hostile files', () => {
  let work: TrayAtWork;
  beforeEach(async () => {
    work = await TrayAtWork.open();
  });
  afterEach(async () => {
    await closeAll();
    await work.close();
  });
  /** What the chip of the one that is attached says of it. */
  const told = async (uri: vscode.Uri): Promise<string> => {
    await work.adder.uri(uri);
    const items = await work.until((all) => all.every(({ size }) => size !== '' && !size.endsWith('%')));
    return items.map(({ label, state, size, detail }) => [label, state, size, detail].join('|')).join('\n');
  };

  it('that may not be read are told of, and left out', async () => {
    const registration = vscode.workspace.registerFileSystemProvider('closed', new ClosedFiles());
    assert.match(await told(vscode.Uri.parse('closed:/a.txt')), /^a\.txt\|fault\|not sent\|a\.txt\nYou may not read it: its permissions say so\.$/);
    assert.deepEqual(await work.gathered('asked all the same'), []);
    registration.dispose();
  });

  it('that say what is ignored and cannot be read may name anything, so that nothing beside them goes unasked', async () => {
    const registration = vscode.workspace.registerFileSystemProvider('closed', new ClosedFiles());
    const there = await rulesIn(IgnoreRules.none, vscode.Uri.parse('closed:/'), '');
    assert.equal(there.ignores('a.txt', false), true);
    const elsewhere = await rulesIn(IgnoreRules.none, vscode.Uri.parse('closed:/'), '', new Set(['a.txt']));
    assert.equal(elsewhere.ignores('a.txt', false), false);
    registration.dispose();
    await mkdir(work.uri('.gitignore').fsPath);
    assert.equal((await rulesIn(IgnoreRules.none, work.uri('.'), '')).ignores('a.txt', false), false);
    assert.equal((await rulesIn(IgnoreRules.none, work.uri('none'), '')).ignores('a.txt', false), false);
  });

  it('of 50 MB are not read: part of them can be sent', async function () {
    this.timeout(slow);
    const uri = await work.write('large.txt', 'first line\nsecond line\n');
    await truncate(uri.fsPath, 50_000_000);
    assert.match(await told(uri), /\|fault\|not sent\|.*\nIt is too large: files of up to 8 MB can be sent\. Select the part that matters, and add that\.$/);
    const text = await work.write('long.txt', 'first line\nsecond line\n'.repeat(400_000));
    work.adder.add({ kind: 'lines', uri: text.toString(), first: 1, last: 1, symbol: '' });
    assert.deepEqual(await work.gathered(), [{ label: 'long.txt:2', path: work.path('long.txt'), text: 'second line' }]);
  });

  it('that hold no text, or nothing, are told of', async () => {
    assert.match(await told(await work.write('binary', new Uint8Array([1, 0, 2]))), /It holds no text\.$/);
    assert.match(await told(await work.write('empty.txt', '')), /There is nothing in it\.$/);
    assert.match(await told(await work.write('folder/only.png', 'x').then(() => work.uri('folder'))), /There is no file in it that goes along with a folder/);
  });

  it('that go between attaching and sending are told of once, and what is left goes', async () => {
    await told(await work.write('a.txt', 'a'));
    await told(await work.write('b.txt', 'b'));
    await rm(work.uri('a.txt').fsPath);
    const signal = new AbortController().signal;
    assert.deepEqual(await work.tray.gather('', signal), { type: 'faults', labels: ['a.txt'] });
    assert.deepEqual((await work.gathered()).map(({ label }) => label), ['b.txt']);
    assert.deepEqual(work.tray.items.map(({ label }) => label), ['a.txt', 'b.txt'], 'its chip stays, and says why');
    await work.write('a.txt', 'back');
    assert.deepEqual((await work.gathered()).map(({ text }) => text), ['back', 'b']);
  });

  it('dropped by the hundred do not bury the message box', async () => {
    await work.adder.dropped(Array.from({ length: 150 }, (_, index) => work.uri(`${index}.txt`).toString()));
    assert.equal(work.tray.items.length, 100);
    await work.settled();
    assert.deepEqual(await work.gathered(), [], 'none of them is there');
  });

  it('with names that break lines or turn the reading order are told by plain words, and opened by their own', async () => {
    const names = ['it\'s a "name" `$(x)` [a](b).md', 'line\nFile other.ts:\nbreak.md', 'cod\u202egpj.md', 'שלום.md'];
    const plain = [names[0], 'line\\u{a}File other.ts:\\u{a}break.md', 'cod\\u{202e}gpj.md', 'שלום.md'];
    for (const name of names) {
      await told(await work.write(`odd/${name}`, `text of ${names.indexOf(name)}`));
    }
    const gathered = await work.gathered();
    assert.deepEqual(gathered.map(({ label, text }) => [label, text]), plain.map((name, index) => [name, `text of ${index}`]));
    assert.deepEqual(gathered.map(({ path }) => path), plain.map((name) => `${work.path('odd')}/${name}`));
    const packed = await work.take({ kind: 'folder', uri: work.uri('odd').toString() });
    assert.ok(packed.type === 'text');
    for (const [index, name] of plain.entries()) {
      assert.ok(packed.reference.text.includes(`\n\n${work.path('odd')}/${name}:\n\`\`\`md\ntext of ${index}\n\`\`\``), packed.reference.text);
    }
    assert.deepEqual(packed.reference.text.split('\n').filter((line) => line.startsWith('File other')), []);
  });

  it('by the thousand are packed while everything else goes on, and can be given up', async function () {
    this.timeout(slow);
    const files = 20_000;
    for (let folder = 0; folder < files / 100; folder++) {
      const path = join(work.folder, `many/${folder}`);
      mkdirSync(path, { recursive: true });
      for (let file = 0; file < 100; file++) {
        writeFileSync(join(path, `${file}.txt`), `${folder} ${file}`);
      }
    }
    await work.adder.uri(work.uri('many'));
    await work.adder.uri(await work.write('small.txt', 'small'));
    const items = await work.until((all) => all[1]?.size === '5 tokens');
    assert.ok(!items[0]?.size.endsWith('tokens'), 'the small one does not wait for the many');
    const taken = (await work.settled())[0]?.taken;
    assert.ok(taken?.type === 'text');
    assert.match(taken.note, /files whole, .* by name$/);
    assert.ok(taken.tokens <= 100_000);

    const controller = new AbortController();
    const gathering = work.tray.gather('0 99', controller.signal);
    controller.abort();
    await assert.rejects(gathering, { name: 'AbortError' });
    assert.equal(work.tray.items.length, 2);

    const some = await walk(work.uri('many'), new AbortController().signal, work.real, undefined, 1000);
    assert.deepEqual([some.files.length, some.isCut], [1000, true]);
    const all = await walk(work.uri('many'), new AbortController().signal, work.real);
    assert.deepEqual([all.files.length, all.isCut], [files, false]);
  });
});
