import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pointedAt } from '../../src/host/codeContext.ts';
import { closeAll } from './editors.ts';

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

const texts = new Map<string, string>();

/** A document with a name of its own: those of untitled ones are used again, with what VS Code remembers of them. */
async function openText(content: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.parse(`pointed:/${texts.size + 1}.txt`);
  texts.set(uri.toString(), content);
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  assert.equal(editor.document.getText(), content);
  return editor;
}

async function pointed(selection: vscode.Selection) {
  const editor = await openText(source);
  editor.selection = selection;
  return pointedAt(editor);
}

describe('what a person points at', () => {
  let provider: vscode.Disposable;
  before(() => {
    provider = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider('pointed', {
        provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
      }),
      vscode.languages.registerDocumentSymbolProvider(
        { scheme: 'pointed' },
        { provideDocumentSymbols: (document) => (document.getText() === source ? [...symbols()] : []) },
      ),
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
    const editor = await openText('one\ntwo\nthree');
    const found = await pointedAt(editor);
    assert.equal(found.symbol, '');
    assert.equal(found.text, 'one\ntwo\nthree');
    assert.equal(found.outline, '');
  });
});
