import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Conversation } from '../../src/core/chat/conversation.ts';
import { isSecretFile } from '../../src/core/context/secretFiles.ts';
import { applyCode } from '../../src/host/apply/applyCode.ts';
import { isIgnored } from '../../src/host/context/ignoring.ts';
import { WorkspaceFiles } from '../../src/host/context/workspaceFiles.ts';
import { insertAtCursor } from '../../src/host/edits/insertAtCursor.ts';
import { StreamedEdits } from '../../src/host/edits/streamedEdits.ts';
import { FakeChatModel } from '../fakes/chatModel.ts';
import { closeAll, utf8 } from './editors.ts';

const sort = 'import { compare } from \'./compare\';\n\nexport function sort(list) {\n  return list.sort(compare);\n}\n\nexport function reverse(list) {\n  return list.reverse();\n}\n';
const copied = sort.replace('list.sort', '[...list].sort');
const fence = '```';
let folders = 0;

/** What the person is shown, and answers: the label of an item or button, undefined for nothing. */
class Asked {
  readonly shown: string[] = [];
  private readonly undo: (() => void)[] = [];

  constructor(answer: string | undefined) {
    const window = vscode.window as unknown as Record<string, unknown>;
    const replace = (name: string, by: (...args: readonly never[]) => unknown): void => {
      const before = window[name];
      window[name] = by;
      this.undo.push(() => (window[name] = before));
    };
    const message = (text: string, ...rest: readonly unknown[]): Promise<unknown> => {
      const detail = rest.find((each): each is vscode.MessageOptions => typeof each === 'object')?.detail;
      this.shown.push(detail === undefined ? text : `${text} ${detail}`);
      return Promise.resolve(rest.find((each) => each === answer));
    };
    replace('showWarningMessage', message);
    replace('showInformationMessage', message);
    replace('showQuickPick', async (items: PromiseLike<readonly vscode.QuickPickItem[]>) => {
      const all = await items;
      this.shown.push(...all.map(({ label, description = '' }) => `${label} ${description}`.trim()).filter((each) => each !== ''));
      // An answer of nothing takes nothing.
      return answer === undefined ? undefined : all.find(({ label, description, detail }) => [label, description, detail].includes(answer));
    });
  }

  dispose(): void {
    for (const each of this.undo) {
      each();
    }
  }
}

describe('applying code of an answer', () => {
  let edits: StreamedEdits;
  let asked: Asked;
  let folder: vscode.Uri;
  let name: string;

  beforeEach(() => {
    edits = new StreamedEdits(new FakeChatModel());
    asked = new Asked(undefined);
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root, 'the tests run in a folder');
    name = `apply-${(folders += 1)}`;
    folder = vscode.Uri.joinPath(root, name);
  });

  afterEach(async () => {
    asked.dispose();
    edits.dispose();
    await closeAll();
    await vscode.workspace.fs.delete(folder, { recursive: true }).then(undefined, () => undefined);
  });

  const answers = (answer: string | undefined): void => {
    asked.dispose();
    asked = new Asked(answer);
  };
  const write = (path: string, text: string): Thenable<void> => vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), utf8(text));
  const bytes = async (path: string): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, path)));
  /** Applies a block of this answer, as the palette does; with `text`, as the page does. */
  const apply = async (answer: string, text?: string): Promise<void> => {
    const conversation = new Conversation('c');
    conversation.apply({ type: 'turn', turn: 't', at: 0, prompt: { action: 'ask', text: 'change it', references: [] }, endpoint: 'e', model: 'm', maxTokens: 1 });
    conversation.apply({ type: 'text', turn: 't', text: answer });
    await applyCode({ session: { conversation }, edits, workspace: new WorkspaceFiles((uri) => Promise.resolve(uri)), insertAtCursor, isIgnored, isSecretFile }, text === undefined ? [] : [{ turnId: 't', text }]);
  };
  const documentOf = (path: string): vscode.TextDocument => {
    const found = vscode.workspace.textDocuments.find(({ uri }) => uri.path === vscode.Uri.joinPath(folder, path).path);
    assert.ok(found, `${path} is open`);
    return found;
  };
  const block = (info: string, code: string): string => `${fence}${info}\n${code}\n${fence}\n`;
  const part = 'export function sort(list) {\n  return [...list].sort(compare);\n}';

  it('puts a function into the file that is named, for review, and an accept or a reject leaves the bytes as they should be', async () => {
    await write('sort.js', sort.replaceAll('\n', '\r\n'));
    await apply(block(`js ${name}/sort.js`, part));
    const document = documentOf('sort.js');
    const [session] = edits.of(document);
    assert.ok(session);
    assert.equal(session.state, 'review');
    assert.equal(session.match, 'Replaces sort');
    assert.deepEqual(session.end, { type: 'finished' });
    assert.deepEqual(session.hunks.map(({ start, end, removed }) => ({ start, end, removed })), [{ start: 3, end: 4, removed: ['  return list.sort(compare);'] }]);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.equal(document.getText(), copied.replaceAll('\n', '\r\n'));
    await session.reject();
    assert.equal(document.getText(), sort.replaceAll('\n', '\r\n'));
    await apply(block(`js ${name}/sort.js`, part));
    await edits.of(document)[0]?.accept();
    await document.save();
    assert.equal(await bytes('sort.js'), copied.replaceAll('\n', '\r\n'));
    assert.deepEqual(asked.shown, []);
  });

  it('takes the block that the page shows, and asks which where it stands there twice', async () => {
    await write('sort.js', sort);
    await write('other.js', sort);
    const answer = `In \`${name}/sort.js\`:\n\n${block('js', part)}\nIn \`${name}/other.js\`:\n\n${block('js', part)}`;
    await apply(answer, part);
    assert.deepEqual(edits.open, []);
    answers(`In \`${name}/other.js\`:`);
    await apply(answer, part);
    assert.equal(documentOf('other.js').getText(), copied);
    assert.equal(await bytes('sort.js'), sort);
    assert.deepEqual(vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.path.split('/').at(-1)), ['other.js']);
  });

  it('makes a new file that is on the disk only once it is saved', async () => {
    await apply(`Create \`${name}/fresh.js\`:\n\n${block('js', 'export const fresh = true;')}`);
    const document = documentOf('fresh.js');
    assert.equal(document.isUntitled, true);
    assert.equal(document.getText(), 'export const fresh = true;\n');
    assert.equal(edits.of(document)[0]?.match, 'New file');
    await edits.of(document)[0]?.reject();
    assert.equal(document.getText(), '');
  });

  it('reviews each file of a diff by itself, and says what could not be placed', async () => {
    await write('a.js', 'one();\n');
    await write('b.js', 'two();\n');
    await write('c.js', 'three();\n');
    const diff = ['a', 'b', 'c'].map((file, index) => `--- a/${name}/${file}.js\n+++ b/${name}/${file}.js\n@@ -9 +9 @@\n-${['one', 'two', 'four'][index] ?? ''}();\n+done();`).join('\n');
    await apply(block('diff', diff));
    assert.deepEqual(edits.open.map(({ document }) => document.getText()), ['done();\n', 'done();\n']);
    assert.equal(await bytes('c.js'), 'three();\n');
    assert.deepEqual(asked.shown, [`${name}/c.js does not have the lines that are to change, such as "four();". Ask again with the file as it is now.`]);
  });

  it('asks which of several places is meant, and takes none by itself', async () => {
    await write('twice.js', 'a();\nsame();\nb();\nsame();\n');
    const diff = block('diff', `--- a/${name}/twice.js\n+++ b/${name}/twice.js\n@@\n-same();\n+other();`);
    await apply(diff);
    assert.deepEqual(asked.shown, [`${name}/twice.js 1 of 1 places of the diff found, line 2`, `${name}/twice.js 1 of 1 places of the diff found, line 4`, 'Choose File...', 'Insert at Cursor']);
    assert.deepEqual(edits.open, []);
    answers('1 of 1 places of the diff found, line 4');
    await apply(diff);
    assert.equal(documentOf('twice.js').getText(), 'a();\nsame();\nb();\nother();\n');
  });

  it('finds code that names no file among the files that are open', async () => {
    await write('sort.js', sort);
    await write('other.js', 'export const other = 1;\n');
    for (const file of ['sort.js', 'other.js']) {
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(folder, file), { preview: false });
    }
    await apply(block('js', part));
    assert.equal(documentOf('sort.js').getText(), copied);
    assert.deepEqual(asked.shown, []);
  });

  it('asks for the file of code that names none', async () => {
    await write('sort.js', sort);
    await apply(block('js', part));
    assert.deepEqual(asked.shown, ['Nothing says which file this code is for. Choose the file, or insert it at the cursor.']);
    const pick = vscode.window.showQuickPick;
    answers('Choose File...');
    const window = vscode.window as unknown as Record<string, unknown>;
    window['showQuickPick'] = async (items: PromiseLike<readonly vscode.QuickPickItem[]>) => (await items).find(({ label }) => label === `${name}/sort.js`);
    await apply(block('js', part));
    window['showQuickPick'] = pick;
    assert.equal(documentOf('sort.js').getText(), copied);
  });

  it('changes files that are ignored, may hold secrets or lie outside only when that is said', async () => {
    await write('.gitignore', 'made.js\n');
    await write('made.js', sort);
    await write('.env', 'TOKEN=1\n');
    const outside = vscode.Uri.joinPath(folder, '..', '..', `outside-${crypto.randomUUID()}.js`);
    await vscode.workspace.fs.writeFile(outside, utf8(sort));
    await apply(block(`js ${name}/made.js`, part));
    await apply(block(`${name}/.env`, '<<<<<<< SEARCH\nTOKEN=1\n=======\nTOKEN=2\n>>>>>>> REPLACE'));
    await apply(block(`js ${outside.path}`, part));
    assert.deepEqual(edits.open, []);
    assert.deepEqual(asked.shown.map((each) => each.replace(/^Apply the code to this file\? /, '')), [
      `${name}/made.js is ignored by the workspace.`,
      `${name}/.env may hold keys or passwords.`,
      `${outside.fsPath} is outside of the workspace.`,
    ]);
    answers('Apply');
    await apply(block(`js ${name}/made.js`, part));
    assert.equal(documentOf('made.js').getText(), copied);
    await vscode.workspace.fs.delete(outside);
  });

  it('says that a file has the code already, and that code was cut off', async () => {
    await write('sort.js', copied);
    await apply(block(`js ${name}/sort.js`, part));
    await apply(`${fence}js ${name}/sort.js\nexport function`);
    // As the page showed it a moment ago, while the answer goes on.
    await apply(block(`js ${name}/sort.js`, part), 'export function sort(list) {');
    assert.deepEqual(asked.shown, [`${name}/sort.js has this code already.`, ...Array.from({ length: 2 }, () => 'The code is not complete. Let the answer go on, then apply it.')]);
    assert.deepEqual(edits.open, []);
  });

  it('is kept for another window with what was matched, and never asks a model', async () => {
    await write('sort.js', sort);
    await apply(block(`js ${name}/sort.js`, part));
    const document = documentOf('sort.js');
    const [session] = edits.of(document);
    assert.ok(session);
    session.retry();
    assert.equal(document.getText(), copied);
    const state = session.save();
    edits.dispose();
    edits = new StreamedEdits(new FakeChatModel());
    edits.restore([state]);
    const [restored] = edits.of(document);
    assert.equal(restored?.match, 'Replaces sort');
    await restored.reject();
    assert.equal(document.getText(), sort);
  });
});
