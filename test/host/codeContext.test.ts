import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pointedAt } from '../../src/host/codeContext.ts';
import { closeAll, openText } from './editors.ts';

const source = `export function first(a: number): number {
  const doubled = a * 2;
  return doubled;
}

export class Second {
  third(): void {
    first(1);
  }
}
`;

/** What a language server would say of it; the real one takes seconds to start, and is not what is tested here. */
function symbols(): readonly vscode.DocumentSymbol[] {
  const symbol = (name: string, kind: vscode.SymbolKind, first: number, last: number): vscode.DocumentSymbol => {
    const range = new vscode.Range(first, 0, last, 99);
    return new vscode.DocumentSymbol(name, '', kind, range, range);
  };
  const first = symbol('first', vscode.SymbolKind.Function, 0, 3);
  first.children = [symbol('doubled', vscode.SymbolKind.Constant, 1, 1)];
  const second = symbol('Second', vscode.SymbolKind.Class, 5, 9);
  second.children = [symbol('third', vscode.SymbolKind.Method, 6, 8)];
  return [first, second];
}

async function pointed(selection: vscode.Selection) {
  const { editor } = await openText('plaintext', source);
  editor.selection = selection;
  return pointedAt(editor);
}

describe('what a person points at', () => {
  let provider: vscode.Disposable;
  before(() => {
    provider = vscode.languages.registerDocumentSymbolProvider(
      { pattern: '**' },
      { provideDocumentSymbols: (document) => (document.getText() === source ? [...symbols()] : []) },
    );
  });
  after(() => {
    provider.dispose();
  });
  afterEach(closeAll);

  it('is the selection, as whole lines, with its place and the symbols around it', async () => {
    const found = await pointed(new vscode.Selection(1, 8, 3, 0));
    assert.equal(found.text, '  const doubled = a * 2;\n  return doubled;');
    assert.match(found.label, /:2-3$/);
    assert.equal(found.language, 'plaintext');
    assert.match(found.outline, /function first \(line 1\)/);
    assert.match(found.outline, /class Second \(line 6\)\n {2}method third \(line 7\)/);
  });

  it('is the innermost symbol of several lines at the cursor, when nothing is selected', async () => {
    const found = await pointed(new vscode.Selection(1, 10, 1, 10));
    assert.equal(found.symbol, 'first');
    assert.match(found.text, /^export function first[^]*\}$/);
    assert.equal((await pointed(new vscode.Selection(7, 6, 7, 6))).symbol, 'third');
  });

  it('is the lines around the cursor where no symbol is known', async () => {
    // VS Code remembers symbols while their provider is there, and the names of untitled documents are used again.
    provider.dispose();
    const { editor } = await openText('plaintext', 'one\ntwo\nthree');
    const found = await pointedAt(editor);
    assert.equal(found.symbol, '');
    assert.equal(found.text, 'one\ntwo\nthree');
    assert.equal(found.outline, '');
  });
});
