import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EditSession, EditState } from '../../src/host/edits/editSession.ts';
import { StreamedEdits } from '../../src/host/edits/streamedEdits.ts';
import { anyRequest as request, fenced, finish, words } from '../fakes/answers.ts';
import { FakeChatModel } from '../fakes/chatModel.ts';
import { closeAll, openText, until } from './editors.ts';

describe('an edit whose answer was cut off', () => {
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

  const start = (document: vscode.TextDocument, from: number, to: number): EditSession =>
    edits.start({ document, range: new vscode.Range(from, 0, to, document.lineAt(to).text.length), title: 'Refactor', request });

  it('goes on where it was cut off: with what came and what was accepted', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\nthree\nfour\nfive\n');
    const session = start(document, 0, 4);
    model.say(...words('```ts\nONE\ntwo\nTHREE\nFO'), { type: 'finish', reason: 'length' });
    assert.deepEqual(await session.done, { type: 'out-of-tokens' });
    assert.equal(document.getText(), 'ONE\ntwo\nTHREE\nFO\nthree\nfour\nfive\n');
    await session.accept(session.hunks[0]?.id);
    assert.equal(session.canContinue, true);
    const texts: string[] = [];
    const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) {
        texts.push(document.getText());
      }
    });
    const told: unknown[] = [];
    edits.onDidAskAgain((continued) => told.push(continued));
    session.continue();
    session.continue();
    await model.asked(2);
    subscription.dispose();
    assert.deepEqual(texts, ['ONE\ntwo\nTHREE\nthree\nfour\nfive\n'], 'what came stands still, but for the line that was cut in two');
    assert.deepEqual(told, [{ session, request: model.requests[1] }]);
    assert.deepEqual(model.requests[1]?.messages.at(-2), { role: 'assistant', text: '```ts\nONE\ntwo\nTHREE\n' });
    model.say(...words('```ts\nFOUR\nfive\n```'), finish);
    assert.deepEqual(await session.done, { type: 'finished' });
    assert.equal(document.getText(), 'ONE\ntwo\nTHREE\nFOUR\nfive\n');
    assert.equal(session.canContinue, false);
    await session.reject();
    assert.equal(document.getText(), 'ONE\ntwo\nthree\nfour\nfive\n');
  });

  it('keeps the line that was cut in two when nothing more comes', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\n');
    const session = start(document, 0, 1);
    model.say(...words('```\nONE\nTW'), { type: 'finish', reason: 'length' });
    await session.done;
    const cut = document.getText();
    assert.match(cut, /^ONE\nTW\n/);
    session.continue();
    await model.asked(2);
    model.say({ type: 'finish', reason: 'length' });
    await session.done;
    assert.equal(document.getText(), cut);
    assert.equal(session.answer, '```\nONE\nTW');
    assert.equal(session.canContinue, true);
  });

  it('does not go on with lines that the person has rewritten: they would stand there twice', async () => {
    const { document, editor } = await openText('plaintext', 'one\ntwo\n');
    const session = start(document, 0, 1);
    model.say(...words('```\nONE\n'), { type: 'finish', reason: 'length' });
    await session.done;
    assert.equal(session.canContinue, true);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 3), ' and mine');
    });
    assert.equal(session.canContinue, false);
    session.continue();
    assert.equal(model.requests.length, 1);
  });

  it('goes on with a diff that was cut off, of which changes were accepted', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\nthree\nfour\nfive\nsix\n');
    const session = start(document, 0, 5);
    const first = '```diff\n@@ -1,3 +1,3 @@\n-one\n+ONE\n two\n-three\n+THREE\n';
    model.say(...words(`${first}@@ -4,2 +4,2 @@\n four\n-fi`), { type: 'finish', reason: 'length' });
    assert.deepEqual(await session.done, { type: 'out-of-tokens' });
    await session.accept(session.hunks[0]?.id);
    session.continue();
    await model.asked(2);
    model.say(...words('-five\n+FIVE\n six\n```'), finish);
    assert.deepEqual(await session.done, { type: 'finished' });
    assert.equal(document.getText(), 'ONE\ntwo\nTHREE\nfour\nFIVE\nsix\n');
    await session.reject();
    assert.equal(document.getText(), 'ONE\ntwo\nthree\nfour\nfive\nsix\n');
  });

  it('goes on where it was stopped, also after the window was loaded anew', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\nthree\n');
    const stopped = start(document, 0, 2);
    model.say(...words('```\nONE\ntwo\n'));
    await until(() => document.getText() === 'ONE\ntwo\nthree\n');
    const streaming = JSON.parse(JSON.stringify(stopped.save())) as EditState;
    assert.equal(streaming.answer, '```\nONE\ntwo\n', 'a reload in mid-stream stops it too');
    stopped.stop();
    await stopped.done;
    assert.equal(stopped.canContinue, true);
    const state = JSON.parse(JSON.stringify(stopped.save())) as EditState;
    edits.dispose();
    edits = new StreamedEdits(model);
    edits.restore([state]);
    const [session] = edits.open;
    assert.ok(session);
    assert.equal(session.canContinue, true);
    session.continue();
    await model.asked(2);
    assert.deepEqual(model.requests[1]?.messages.at(-2), { role: 'assistant', text: '```\nONE\ntwo\n' });
    model.say(...words('THREE\n```'), finish);
    assert.deepEqual(await session.done, { type: 'finished' });
    assert.equal(document.getText(), 'ONE\ntwo\nTHREE\n');
    assert.equal(session.save().answer, undefined);
    await session.reject();
    assert.equal(document.getText(), 'one\ntwo\nthree\n');
  });

  it('does not go on without code, or when it came to its end', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\n');
    const session = start(document, 0, 1);
    model.say(...words('I thi'), { type: 'finish', reason: 'length' });
    await session.done;
    assert.equal(session.canContinue, false);
    session.retry();
    await model.asked(2);
    model.say(...fenced('ONE'), finish);
    await session.done;
    assert.equal(session.state, 'review');
    assert.equal(session.canContinue, false);
  });
});
