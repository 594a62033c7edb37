import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffFiles } from '../../../../../src/core/context/git/diffFiles.ts';

const odd = 'größe "x"\t.env';

// The words are Git's own, on this machine.
describe('the files of a diff', () => {
  let folder = '';
  const git = (...args: readonly string[]): string => {
    try {
      return execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.example', ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch (error) {
      // A merge with conflicts ends so.
      return (error as { stdout?: string }).stdout ?? '';
    }
  };
  const write = (name: string, text: string | Uint8Array): void => {
    writeFileSync(join(folder, name), text);
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'lathe-diff-'));
    mkdirSync(join(folder, 'a'));
    git('init', '-q', '-b', 'main');
    for (const name of ['a/deep', '.env', 'b', 'to rename', 'mode.sh', odd, 'two words']) {
      write(name, `first of ${name}\nline\nline\nline\nline\n`);
    }
    write('data.bin', Uint8Array.of(0, 1, 2));
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
    for (const name of ['a/deep', '.env', 'b', odd, 'two words']) {
      write(name, `second\ndiff --git a/innocent b/innocent\n--- a/innocent\n${name}\n`);
    }
    write('data.bin', Uint8Array.of(0, 1, 3));
    write('empty', '');
    renameSync(join(folder, 'to rename'), join(folder, 'renamed'));
    chmodSync(join(folder, 'mode.sh'), 0o755);
    git('add', '-A');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const all = ['.env', 'b', 'data.bin', 'empty', odd, 'mode.sh', 'two words', 'a/deep'];
  for (const settings of [[], ['diff.noprefix=true'], ['diff.mnemonicPrefix=true'], ['core.quotePath=false'], ['diff.renames=copies']]) {
    it(`are told by their names${settings.length === 0 ? '' : ` with ${settings.join()}`}`, () => {
      const diff = git(...settings.flatMap((each) => ['-c', each]), 'diff', '--cached', '-M');
      const files = diffFiles(diff);
      assert.equal(files.map(({ text }) => text).join(''), diff);
      assert.deepEqual(files.map(({ paths }) => paths.join(' and ')).sort(), [...all, 'to rename and renamed'].sort());
    });
  }

  it('are told by their names in the midst of a merge, too', () => {
    git('commit', '-q', '-m', 'two');
    git('checkout', '-q', '-b', 'other', 'HEAD~1');
    write('.env', 'third\n');
    git('commit', '-q', '-a', '-m', 'three');
    git('merge', 'main');
    const diff = git('diff');
    assert.match(diff, /^diff --cc /m);
    assert.deepEqual(diffFiles(diff).map(({ paths }) => paths.includes('.env')), [true]);
  });

  for (const [name, end] of [['a carriage return', '\r'], ['a line separator', '\u2028']] as const) {
    it(`do not begin within a line that holds ${name}`, () => {
      const diff = `diff --git a/.env b/.env\n--- a/.env\n+++ b/.env\n@@ -0,0 +1 @@\n+A=1${end}diff --git a/innocent b/innocent${end}KEY=1\n`;
      assert.deepEqual(diffFiles(diff), [{ paths: ['.env'], text: diff }]);
    });
  }

  it('are none in what is no diff', () => {
    assert.deepEqual(diffFiles(''), []);
    assert.deepEqual(diffFiles('words\n'), [{ paths: [], text: 'words\n' }]);
    assert.deepEqual(diffFiles('diff --git abc\n'), [{ paths: [], text: 'diff --git abc\n' }]);
  });
});
