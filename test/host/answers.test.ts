import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { newFile } from '../../src/host/answers/newFile.ts';
import { findPlace, findPlaces } from '../../src/host/answers/places.ts';
import { findSymbol } from '../../src/host/answers/symbols.ts';
import { closeAll } from './editors.ts';

const folder = (): vscode.Uri => {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(uri, 'the tests run in a folder');
  return uri;
};

async function write(path: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

describe('what answers name', () => {
  afterEach(closeAll);

  it('is a place when it is there, with its lines', async () => {
    const uri = await write('answers/place.txt', 'one\ntwo\nthree\n');
    const place = await findPlace('answers/place.txt:2-3');
    assert.equal(place?.uri.toString(), uri.toString());
    assert.deepEqual([place.range?.start.line, place.range?.end.line], [1, 2]);
    const outside = vscode.Uri.joinPath(folder(), '..', 'none').path;
    const names = ['answers/place.txt', './answers/place.txt#L2', 'answers', 'answers/none.txt', uri.path, outside, '../../etc/none', 'a b', ''];
    assert.deepEqual(await findPlaces(names), ['answers/place.txt', './answers/place.txt#L2', uri.path]);
  });

  it('is a symbol when a language server knows exactly that name', async () => {
    const uri = await write('answers/shop.txt', 'total\nTotal\n');
    const range = new vscode.Range(0, 0, 0, 5);
    const outside = vscode.Uri.joinPath(folder(), '..', 'elsewhere.txt');
    const asked: string[] = [];
    const provider = vscode.languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: (query) => {
        asked.push(query);
        return [
          new vscode.SymbolInformation('answersTotalOf', vscode.SymbolKind.Method, 'Shop', new vscode.Location(uri, new vscode.Range(1, 0, 1, 5))),
          new vscode.SymbolInformation('answersTotal()', vscode.SymbolKind.Method, 'Shop', new vscode.Location(uri, range)),
          new vscode.SymbolInformation('answersOutside', vscode.SymbolKind.Class, '', new vscode.Location(outside, range)),
        ];
      },
    });
    try {
      assert.equal((await findSymbol({ name: 'answersTotal', container: '' }))?.range.start.line, 0);
      assert.equal((await findSymbol({ name: 'answersTotal', container: 'Shop' }))?.uri.toString(), uri.toString());
      assert.equal(await findSymbol({ name: 'answersTotal', container: 'Other' }), undefined);
      assert.deepEqual(await findPlaces(['Shop.answersTotalOf()', 'answersOutside', 'answersNone']), ['Shop.answersTotalOf()']);
      const before = asked.length;
      await findSymbol({ name: 'answersTotal', container: '' });
      assert.equal(asked.length, before, 'an answer is good for a while');
    } finally {
      provider.dispose();
    }
  });

  it('is a symbol of the file in view, where the server knows single files only', async () => {
    const uri = await write('answers/view.txt', 'inView\n');
    const range = new vscode.Range(0, 0, 0, 6);
    const provider = vscode.languages.registerDocumentSymbolProvider(
      { pattern: '**/answers/view.txt' },
      {
        provideDocumentSymbols: () => {
          const outer = new vscode.DocumentSymbol('Outer', '', vscode.SymbolKind.Class, range, range);
          outer.children.push(new vscode.DocumentSymbol('answersInView', '', vscode.SymbolKind.Method, range, range));
          return [outer];
        },
      },
    );
    try {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      assert.deepEqual(await findPlaces(['answersInView', 'Other.answersInView']), ['answersInView']);
    } finally {
      provider.dispose();
    }
  });

  it('names a new file where nothing is yet, and never the file that is there', async () => {
    await newFile('let a = 1;', 'ts', 'answers/fresh.ts');
    const { document } = vscode.window.activeTextEditor ?? assert.fail();
    assert.equal(document.uri.scheme, 'untitled');
    assert.ok(document.uri.path.endsWith('/answers/fresh.ts'));
    assert.equal(document.getText(), 'let a = 1;\n');
    const uri = await write('answers/taken.py', 'kept\n');
    await newFile('lost = 1', 'py', 'answers/taken.py');
    const taken = vscode.window.activeTextEditor?.document ?? assert.fail();
    assert.ok(taken.isUntitled && !taken.uri.path.includes('taken'));
    assert.equal(taken.languageId, 'python');
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), 'kept\n');
    await newFile('x', 'nonsense', '../../outside.txt');
    assert.ok(!(vscode.window.activeTextEditor?.document.uri.path.includes('outside') ?? true));
  });
});
