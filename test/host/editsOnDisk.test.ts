import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EditSession } from '../../src/host/edits/editSession.ts';
import { StreamedEdits } from '../../src/host/edits/streamedEdits.ts';
import { anyRequest, fenced, finish } from '../fakes/answers.ts';
import { FakeChatModel } from '../fakes/chatModel.ts';
import { closeAll, openBytes, utf8 } from './editors.ts';

const text = 'one\ntwo\nthree\nfour\nfive\nsix\n';
const proposed = 'one\nTWO\nthree\nFOUR\nand more\nfive\nsix\n';

describe('a file in review that another program writes', () => {
  let model: FakeChatModel;
  let edits: StreamedEdits;

  beforeEach(() => {
    model = new FakeChatModel();
    edits = new StreamedEdits(model);
  });

  afterEach(async () => {
    edits.dispose();
    await closeAll();
  });

  /** Lines two to five in review: three hunks in all. */
  const inReview = async (): Promise<EditSession> => {
    const document = await openBytes(utf8(text));
    const session = edits.start({ document, range: new vscode.Range(1, 0, 4, 4), title: 'Refactor', request: anyRequest });
    model.say(...fenced('TWO\nthree\nFOUR\nand more\nfive'), finish);
    assert.deepEqual(await session.done, { type: 'finished' });
    assert.equal(document.getText(), proposed);
    return session;
  };
  /** Has VS Code take the text of the disk, as it does by itself for a document without unsaved changes. */
  const becomes = async ({ document }: EditSession, content: string): Promise<void> => {
    await document.save();
    await vscode.workspace.fs.writeFile(document.uri, utf8(content));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(document.getText(), content);
  };

  it('as it was before, such as by a checkout, is in review no more', async () => {
    const session = await inReview();
    await becomes(session, text);
    assert.deepEqual([session.state, session.hunks], ['ended', []]);
  });

  it('elsewhere, is in review still, and what was written there stays', async () => {
    const session = await inReview();
    await becomes(session, `zero\n${proposed}seven\n`);
    assert.deepEqual(session.hunks.map(({ start, removed }) => [start, removed]), [[2, ['two']], [4, ['four']]]);
    await session.reject();
    assert.equal(session.document.getText(), `zero\n${text}seven\n`);
  });

  it('within a change, keeps what was written there, and takes back what is left of the change', async () => {
    const session = await inReview();
    await becomes(session, proposed.replace('FOUR', 'from outside'));
    await session.reject();
    assert.equal(session.document.getText(), text.replace('four', 'from outside\nfour'));
  });

  it('in part as it was before, has the other part in review', async () => {
    const session = await inReview();
    await becomes(session, proposed.replace('TWO', 'two'));
    assert.deepEqual(session.hunks.map(({ removed }) => removed), [['four']]);
    await session.reject();
    assert.equal(session.document.getText(), text);
  });

  it('as quite another text, keeps that text through accept and reject', async () => {
    const session = await inReview();
    await becomes(session, 'nothing\nof it\nis left\n');
    await session.reject();
    assert.match(session.document.getText(), /nothing\nof it\nis left\n/);
  });

  it('while it has unsaved changes, stays as it is in the editor: VS Code asks at the next save', async () => {
    const session = await inReview();
    const { document } = session;
    await vscode.workspace.fs.writeFile(document.uri, utf8('from outside\n'));
    assert.equal(document.getText(), proposed);
    assert.equal(await document.save().then(undefined, () => false), false);
    await session.reject();
    assert.equal(document.getText(), text);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri)), 'from outside\n');
  });
});
