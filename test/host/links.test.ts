import * as assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isOpenLink, realFileBy } from '../../src/host/context/realFile.ts';
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

  it('do not bring along what is ignored where the workspace itself was opened by a link', async () => {
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(workspace, 'the tests run in a folder');
    const folder = vscode.Uri.joinPath(workspace, `ignoring-${Date.now()}`);
    try {
      await mkdir(folder.fsPath);
      await writeFile(path.join(folder.fsPath, '.gitignore'), 'private.txt\n');
      const leadsTo = (name: string): Promise<boolean> => {
        const link = vscode.Uri.joinPath(folder, 'link.txt');
        const target = vscode.Uri.joinPath(folder, name);
        const moved = (uri: vscode.Uri): vscode.Uri => uri.with({ path: `/elsewhere${uri.path}` });
        return isOpenLink(link, (uri) => Promise.resolve(moved(uri.path === link.path ? target : uri)));
      };
      assert.deepEqual([await leadsTo('open.txt'), await leadsTo('private.txt'), await leadsTo('.env')], [true, false, false]);
    } finally {
      await rm(folder.fsPath, { recursive: true });
    }
  });
});
