import * as assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { realFileBy } from '../../src/host/context/realFile.ts';
import { walk } from '../../src/host/context/walk.ts';
import { realPath } from '../../src/node/realPath.ts';

describe('links in a folder that is attached', () => {
  it('bring along what may go by itself, and neither secrets nor what lies outside of the workspace', async () => {
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(workspace, 'the tests run in a folder');
    const folder = path.join(workspace.fsPath, `linked-${Date.now()}`);
    const outside = await mkdtemp(path.join(tmpdir(), 'lathe-outside-'));
    try {
      await mkdir(folder);
      await writeFile(path.join(folder, 'real.txt'), 'text');
      await writeFile(path.join(folder, '.env'), 'KEY=1');
      await writeFile(path.join(outside, 'diary.txt'), 'private');
      await symlink('real.txt', path.join(folder, 'fine.txt'));
      await symlink('.env', path.join(folder, 'notes.txt'));
      await symlink(path.join(outside, 'diary.txt'), path.join(folder, 'out.txt'));
      const found = await walk(vscode.Uri.file(folder), new AbortController().signal, realFileBy(realPath));
      assert.deepEqual([found.files, found.secrets], [['fine.txt', 'real.txt'], 3]);
    } finally {
      await rm(folder, { recursive: true });
      await rm(outside, { recursive: true });
    }
  });
});
