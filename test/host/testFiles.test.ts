import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { generateTests } from '../../src/host/actions/tests.ts';
import { realFileBy } from '../../src/host/context/realFile.ts';
import { WorkspaceFiles } from '../../src/host/context/workspaceFiles.ts';
import { closeAll } from './editors.ts';
import { RunnerAtWork } from './runner.ts';

describe('tests are written where the project has them', () => {
  const root = (): vscode.Uri => {
    const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(uri, 'the tests run in a folder');
    return uri;
  };
  let work: RunnerAtWork;
  beforeEach(() => {
    work = new RunnerAtWork();
  });
  afterEach(async () => {
    work.dispose();
    await closeAll();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(root(), 'tested'), { recursive: true });
  });

  /** Has tests written for the first file, and tells where, relative to its folder, and whether the file is there yet. */
  const written = async (files: Readonly<Record<string, string>>): Promise<{ readonly path: string; readonly isNew: boolean }> => {
    const folder = vscode.Uri.joinPath(root(), 'tested');
    for (const [path, text] of Object.entries(files)) {
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), new TextEncoder().encode(text));
    }
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, Object.keys(files)[0] ?? ''), { preview: false });
    await generateTests(work.runner, new WorkspaceFiles(realFileBy((path) => Promise.resolve(path))));
    const { uri } = work.session.document;
    return { path: uri.path.slice(folder.path.length + 1), isNew: uri.scheme === 'untitled' };
  };

  it('beside the code, as the neighbours are: Python', async () => {
    const place = await written({
      'shop/cart.py': 'def total():\n    return 1\n',
      'shop/price.py': 'def price():\n    return 1\n',
      'shop/price_test.py': 'import pytest\n\n\ndef test_price():\n    assert True\n',
    });
    assert.deepEqual(place, { path: 'shop/cart_test.py', isNew: true });
    assert.match(work.question, /\nTest file: tested\/shop\/cart_test\.py\nFramework: pytest/);
  });

  it('by the manifest of the package, where there are none to follow', async () => {
    const place = await written({
      'lib/pay/card.rb': 'def pay\n  1\nend\n',
      Gemfile: "gem 'minitest'\n",
    });
    assert.deepEqual(place, { path: 'test/pay/card_test.rb', isNew: true });
    assert.match(work.question, /\nFramework: Minitest/);
  });

  it('at the end of the code itself: Rust', async () => {
    const code = 'pub fn total() -> u32 {\n    1\n}\n';
    const place = await written({ 'src/cart.rs': code, 'Cargo.toml': '[package]\n', 'src/lib.rs': 'mod cart;\n' });
    assert.deepEqual(place, { path: 'src/cart.rs', isNew: false });
    assert.match(work.question, /They go at the end of the file with that code/);
    assert.doesNotMatch(work.question, /<tests>/);
    await work.answer('#[cfg(test)]\nmod tests {\n    use super::*;\n}');
    assert.equal(work.session.document.getText(), `${code}\n#[cfg(test)]\nmod tests {\n    use super::*;\n}\n`);
  });
});
