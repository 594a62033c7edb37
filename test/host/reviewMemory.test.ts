import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stateKeys } from '../../src/ids.ts';
import { originalUri } from '../../src/host/review/originals.ts';
import { createReview, type Review } from '../../src/host/review/review.ts';
import { readStored } from '../../src/host/review/storedReview.ts';
import { after as timer } from '../../src/host/timer.ts';
import { FakeEdits, type FakeEditSession } from '../fakes/editSession.ts';
import { FakeLogger } from '../fakes/logger.ts';
import { FakeMemento } from '../fakes/memento.ts';
import { closeAll, until } from './editors.ts';

const text = 'one\ntwo\nthree\n';
const changed = 'one\nTWO\nthree\n';
let files = 0;

function inFolder(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'the tests run in a folder');
  return vscode.Uri.joinPath(folder, name);
}

async function openFile(uri = inFolder(`memory-${(files += 1)}.txt`), content = text): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  // What an extension opens by itself stays open for minutes; what the window opens is closed with its editor.
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
  const document = vscode.window.activeTextEditor?.document;
  assert.equal(document?.uri.toString(), uri.toString());
  return document;
}

describe('a review outlives', () => {
  const memento = new FakeMemento();
  let edits: FakeEdits;
  let review: Review;
  let logger: FakeLogger;
  const open = (): void => {
    edits = new FakeEdits();
    logger = new FakeLogger();
    review = createReview({ edits, endpoint: () => 'ModelsLab', state: memento, after: timer, logger });
  };
  const close = (): void => {
    review.dispose();
    edits.dispose();
  };
  const storedUris = (): readonly string[] => readStored(memento.get<unknown>(stateKeys.reviews)).map(({ uri }) => uri);
  const inReview = async (document: vscode.TextDocument): Promise<FakeEditSession> => {
    const edit = edits.begin(document);
    await edit.write(1, 1, ['TWO']);
    edit.go('review');
    await review.save();
    return edit;
  };
  beforeEach(open);
  afterEach(async () => {
    close();
    await closeAll();
    await memento.update(stateKeys.reviews, undefined);
  });

  it('the window: it comes back to the same text', async () => {
    const document = await openFile();
    const edit = await inReview(document);
    close();
    open();
    await edits.untilRestored();
    assert.deepEqual(edits.restored, [edit.save()]);
  });

  it('the window in mid-stream: what came is kept', async () => {
    const document = await openFile();
    const edit = edits.begin(document);
    await edit.write(1, 1, ['TWO']);
    edit.go('writing');
    await review.save();
    close();
    open();
    await edits.untilRestored();
    assert.deepEqual(edits.restored, [edit.save()]);
  });

  it('its editor: closing the file keeps it, opening the file brings it back', async () => {
    const document = await openFile();
    const edit = await inReview(document);
    await document.save();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await edits.untilRestored(async () => {
      await openFile(document.uri, changed);
    });
    assert.deepEqual(edits.restored, [edit.save()]);
  });

  it('no discarding: closed without saving, a file has its original again, and there is nothing to review', async () => {
    const document = await openFile();
    await inReview(document);
    assert.deepEqual(storedUris(), [document.uri.toString()]);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await memento.until(() => storedUris().length === 0);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri)), text);
  });

  it('no decision: what was accepted or rejected is forgotten at once', async () => {
    const document = await openFile();
    const edit = await inReview(document);
    assert.deepEqual(storedUris(), [document.uri.toString()]);
    await edit.accept();
    await memento.until(() => storedUris().length === 0);
  });

  it('no undoing: where the text is the original again there is nothing to review', async () => {
    const document = await openFile();
    await inReview(document);
    close();
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(1, 0, 1, 3), 'two');
    await vscode.workspace.applyEdit(edit);
    open();
    await memento.until(() => storedUris().length === 0);
    assert.deepEqual(edits.restored, []);
  });

  it('not what has become another text: that stays as it is, and the original can be compared with it', async () => {
    const document = await openFile();
    await inReview(document);
    close();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'zero\n');
    await vscode.workspace.applyEdit(edit);
    open();
    await memento.until(() => storedUris().length === 0);
    assert.equal(document.getText(), `zero\n${changed}`);
    assert.deepEqual(edits.restored, []);
    assert.equal((await vscode.workspace.openTextDocument(originalUri(document))).getText(), text);
  });

  it('a new name of its file', async () => {
    const document = await openFile();
    const edit = await inReview(document);
    const target = inFolder(`renamed-${files}.txt`);
    await edits.untilRestored(async () => {
      const rename = new vscode.WorkspaceEdit();
      rename.renameFile(document.uri, target);
      await vscode.workspace.applyEdit(rename);
    });
    assert.deepEqual(edits.restored, [{ ...edit.save(), uri: target.toString() }]);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), changed);
  });

  it('a new name of its file in mid-stream: the words end first, so that nothing of them is written into what has gone', async () => {
    const document = await openFile();
    const edit = edits.begin(document);
    await edit.write(1, 1, ['TWO']);
    edit.go('writing');
    const target = inFolder(`renamed-${files}.txt`);
    await edits.untilRestored(async () => {
      const rename = new vscode.WorkspaceEdit();
      rename.renameFile(document.uri, target);
      await vscode.workspace.applyEdit(rename);
    });
    assert.deepEqual(edit.calls, ['stop']);
    assert.deepEqual(edits.restored, [{ ...edit.save(), uri: target.toString() }]);
  });

  it('not its file: when that is deleted, it is forgotten', async () => {
    const document = await openFile();
    await inReview(document);
    await document.save();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await memento.until(() => storedUris().length === 1);
    const deletion = new vscode.WorkspaceEdit();
    deletion.deleteFile(document.uri);
    await vscode.workspace.applyEdit(deletion);
    await memento.until(() => storedUris().length === 0);
  });

  it('no damage: what cannot be read is left out', async () => {
    const uri = inFolder('kept.txt');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(changed));
    const damaged = { uri: uri.toString(), text: 'b', original: text, states: [{ id: 'without lines' }] };
    await memento.update(stateKeys.reviews, [{ uri: 1 }, null, 'x', damaged]);
    assert.deepEqual(storedUris(), [uri.toString()]);
    close();
    open();
    await review.save();
    assert.deepEqual(storedUris(), [uri.toString()]);
    const document = await openFile(uri, changed);
    await memento.until(() => storedUris().length === 0);
    assert.deepEqual(edits.restored, []);
    assert.equal((await vscode.workspace.openTextDocument(originalUri(document))).getText(), text);
  });

  it('not a file that has gone while nobody looked', async () => {
    close();
    await memento.update(stateKeys.reviews, [{ uri: inFolder('never-was.txt').toString(), text: 'b', original: 'c', states: [] }]);
    open();
    await memento.until(() => storedUris().length === 0);
  });

  it('a store that failed once', async () => {
    const document = await openFile();
    const edit = edits.begin(document);
    await edit.write(1, 1, ['TWO']);
    edit.go('review');
    memento.refuse(true);
    await assert.rejects(review.save());
    memento.refuse(false);
    await review.save();
    assert.deepEqual(storedUris(), [document.uri.toString()]);
  });

  it('a store that takes nothing while nobody asked for it, which is in the log', async () => {
    const document = await openFile();
    logger.allowErrors = true;
    memento.refuse(true);
    const edit = edits.begin(document);
    await edit.write(1, 1, ['TWO']);
    edit.go('review');
    while (logger.lines.length === 0) {
      await new Promise(setImmediate);
    }
    assert.deepEqual(logger.lines.slice(0, 1), ['error the reviews could not be kept']);
    memento.refuse(false);
    await review.save();
    assert.deepEqual(storedUris(), [document.uri.toString()]);
  });

  it('not that all is deleted', async () => {
    const document = await openFile();
    await inReview(document);
    await document.save();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await memento.until(() => storedUris().length === 1);
    await until(() => document.isClosed);
    await review.clear();
    await review.save();
    assert.deepEqual(storedUris(), []);
  });
});
