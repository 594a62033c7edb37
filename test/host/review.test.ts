import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { originalScheme } from '../../src/ids.ts';
import type { EditEnd, EditSession } from '../../src/host/edits/editSession.ts';
import { workText } from '../../src/host/review/lensText.ts';
import { stateText } from '../../src/host/review/statusText.ts';
import { ReviewLenses } from '../../src/host/review/lenses.ts';
import { OpenEdits } from '../../src/host/review/openEdits.ts';
import { marksUri, originalUri } from '../../src/host/review/originals.ts';
import { createReview, type Review } from '../../src/host/review/review.ts';
import { after as timer } from '../../src/host/timer.ts';
import { FakeEdits } from '../fakes/editSession.ts';
import { FakeLogger } from '../fakes/logger.ts';
import { FakeMemento } from '../fakes/memento.ts';
import { closeAll } from './editors.ts';

const text = 'one\ntwo\nthree\nfour\nfive\nsix\n';

async function lensesOf(document: vscode.TextDocument): Promise<readonly (readonly [line: number, title: string, command: string])[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
  return found.map(({ range, command }) => [range.start.line, command?.title.replaceAll('\u00a0', ' ') ?? '', command?.command ?? '']);
}

const titlesOf = async (document: vscode.TextDocument): Promise<readonly string[]> =>
  (await lensesOf(document)).map(([line, title]) => `${line}: ${title}`);

async function hoverAt(document: vscode.TextDocument, line: number): Promise<string> {
  const found = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    new vscode.Position(line, 0),
  );
  return found.flatMap(({ contents }) => contents.map((each) => (each instanceof vscode.MarkdownString ? each.value : ''))).join('\n');
}

let files = 0;

/** A file of the workspace: VS Code draws no quick diff in untitled documents. */
async function openFile(content: string, extension = 'txt'): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'the tests run in a folder');
  const uri = vscode.Uri.joinPath(folder, `review-${(files += 1)}.${extension}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

/** Resolves with the open document, once VS Code has asked for it. */
async function opened(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const find = (): vscode.TextDocument | undefined =>
    vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  for (let found = find(); ; found = find()) {
    if (found) {
      return found;
    }
    await new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidOpenTextDocument(() => {
        subscription.dispose();
        resolve();
      });
    });
  }
}

describe('a change in review', () => {
  let edits: FakeEdits;
  let review: Review;
  beforeEach(() => {
    edits = new FakeEdits();
    review = createReview({ edits, endpoint: () => 'ModelsLab', state: new FakeMemento(), after: timer, logger: new FakeLogger() });
  });
  afterEach(async () => {
    review.dispose();
    edits.dispose();
    await closeAll();
  });

  it('says above its place what it does, from waiting to the decision', async () => {
    const { document } = await openFile(text);
    const edit = edits.begin(document);
    edit.go('waiting');
    assert.deepEqual(await titlesOf(document), ['0: $(loading~spin) Refactor', '0: Stop']);
    edit.go('thinking', { progress: { tokens: 40, tokensPerSecond: 0 } });
    assert.deepEqual(await titlesOf(document), ['0: $(loading~spin) Refactor', '0: Stop']);
    await edit.write(1, 1, ['TWO', 'and more']);
    edit.go('writing', { progress: { tokens: 80, tokensPerSecond: 38.4 } });
    assert.deepEqual(await titlesOf(document), ['1: $(loading~spin) Refactor', '1: Stop']);
    edit.go('review');
    assert.deepEqual(await titlesOf(document), [
      '1: $(check) Accept',
      '1: $(discard) Reject',
      '1: Retry',
      '1: Diff',
      '1: -1 +2',
      '1: Show Removed',
    ]);
    await edit.accept();
    assert.deepEqual(await titlesOf(document), []);
  });

  it('has VS Code lay its lenses out anew when they change, and not at each word that comes', async () => {
    const { document } = await openFile(text);
    const edit = edits.begin(document);
    edit.go('waiting');
    const timers: (() => void)[] = [];
    const lenses = new ReviewLenses(new OpenEdits(edits, new FakeLogger()), () => 'ModelsLab', (_ms, callback) => {
      timers.push(callback);
      return { dispose: () => undefined };
    });
    let told = 0;
    lenses.onDidChangeCodeLenses(() => (told += 1));
    const rest = (): void => {
      timers.splice(0).forEach((callback) => {
        callback();
      });
    };
    try {
      // That there is an edit is told, and told again until VS Code asks.
      edit.go('waiting');
      while (timers.length > 0) {
        rest();
      }
      told = 0;
      edit.go('thinking');
      await edit.write(1, 1, ['TWO']);
      edit.go('writing');
      rest();
      assert.equal(told, 0);
      edit.go('review');
      assert.equal(told, 1);
    } finally {
      lenses.dispose();
    }
  });

  it('says behind its place what it does, how fast, and what it waits for', async () => {
    const { document } = await openFile(text);
    const edit = edits.begin(document);
    const said = (state: EditSession['state'], progress: Partial<EditSession['progress']>): string => {
      edit.go(state, { progress: { tokens: 0, tokensPerSecond: 0, ...progress } });
      return workText(edit, 'ModelsLab', 60_000);
    };
    assert.equal(said('waiting', {}), 'Waiting for the model...');
    assert.equal(said('thinking', {}), 'Thinking...');
    assert.equal(said('writing', { tokensPerSecond: 38.4 }), 'Working... (38 tokens/s)');
    assert.equal(said('waiting', { wait: { type: 'asking' } }), 'Waiting for you: may go over budget');
    assert.equal(stateText(edit), 'Lathe is waiting for you: the budget');
    assert.equal(said('writing', { wait: { type: 'silent', since: 48_000 } }), 'No data for 12 s');
  });

  it('has words for each hunk where there are several, and none for removed lines where there are none', async () => {
    const { document } = await openFile(text);
    const edit = edits.begin(document);
    await edit.write(1, 2, ['2']);
    await edit.write(3, 0, ['new']);
    edit.go('review');
    assert.deepEqual(await lensesOf(document), [
      [1, '$(check) Accept All', 'lathe.edit.accept'],
      [1, '$(discard) Reject All', 'lathe.edit.reject'],
      [1, 'Retry', 'lathe.edit.retry'],
      [1, 'Diff', 'lathe.edit.diff'],
      [1, '-2 +1', ''],
      [1, 'Accept', 'lathe.edit.acceptHunk'],
      [1, 'Reject', 'lathe.edit.rejectHunk'],
      [1, 'Show Removed', 'lathe.edit.showRemoved'],
      [3, '+1', ''],
      [3, 'Accept', 'lathe.edit.acceptHunk'],
      [3, 'Reject', 'lathe.edit.rejectHunk'],
    ]);
  });

  it('says what went wrong, with the next step', async () => {
    const { document } = await openFile(text);
    const edit = edits.begin(document);
    await edit.write(0, 1, ['ONE']);
    edit.go('review', { end: { type: 'failed', failure: { code: 'key-refused', retryable: false, detail: 'no such key' } } });
    const lenses = await lensesOf(document);
    assert.deepEqual(lenses[0], [0, '$(warning) Not complete', '']);
    assert.equal(lenses.some(([, title]) => title === 'Continue'), false);
    edit.canContinue = true;
    assert.deepEqual((await lensesOf(document)).filter(([, title]) => title === 'Continue' || title === 'Retry'), [
      [0, 'Continue', 'lathe.edit.continue'],
      [0, 'Retry', 'lathe.edit.retry'],
    ]);
    await review.commands['lathe.edit.continue']({ edit: edit.id });
    assert.deepEqual(edit.calls, ['continue']);
    // Where the words ended, so that no window is too narrow for Accept and Reject.
    assert.deepEqual(lenses.slice(-2), [
      [1, '$(warning) ModelsLab refused the API key. Set another one, then ask again.', ''],
      [1, 'Set API key', 'lathe.setKey'],
    ]);
  });

  const failures: readonly (readonly [EditEnd, word: string, next: string, text: RegExp, answer?: string])[] = [
    [{ type: 'failed', failure: { code: 'key-missing', retryable: false } }, 'Not complete', 'lathe.setKey', /needs an API key/],
    [{ type: 'failed', failure: { code: 'unavailable', retryable: true } }, 'Not complete', '', /not able to answer now/],
    [{ type: 'refused', reason: 'The file cannot be edited.' }, 'Not possible', '', /^The file cannot be edited\.$/],
    [{ type: 'no-code' }, 'No code', '', /without code. Nothing was written/, 'I would rather not.'],
    [{ type: 'out-of-tokens' }, 'Not complete', '', /ran out of tokens/],
  ];
  for (const [end, word, next, told, answer = ''] of failures) {
    it(`says in place why nothing was written, with Retry: ${end.type} ${'failure' in end ? end.failure.code : ''}`, async () => {
      const { document } = await openFile(text);
      const edit = edits.begin(document);
      edit.answer = answer;
      edit.go('review', { end });
      const lenses = await lensesOf(document);
      assert.deepEqual(
        lenses.map(([line, , command]) => [line, command]),
        ['', ...(next === '' ? [] : [next]), 'lathe.edit.retry', ...(answer === '' ? [] : ['lathe.edit.showAnswer']), 'lathe.edit.accept', ''].map((command) => [0, command]),
      );
      assert.equal(lenses[0]?.[1], `$(warning) ${word}`);
      assert.match(lenses.at(-1)?.[1] ?? '', told);
      await review.commands['lathe.edit.retry']({ edit: edit.id });
      await review.commands['lathe.edit.accept']({ edit: edit.id });
      assert.deepEqual(edit.calls, ['retry', 'accept all']);
      assert.deepEqual(await lensesOf(document), []);
    });
  }

  it('shows over a hunk what stood there, whatever it is made of, with links for this hunk alone', async () => {
    const { document } = await openFile('```\n[x](command:workbench.action.quit)\n```\nend\n', 'md');
    const edit = edits.begin(document);
    await edit.write(0, 3, ['new']);
    edit.go('review');
    const hover = await hoverAt(document, 0);
    assert.match(hover, /-3 \+1/);
    assert.ok(hover.includes('````markdown\n```\n[x](command:workbench.action.quit)\n```\n````'), hover);
    assert.ok(hover.includes(encodeURIComponent(JSON.stringify([{ edit: edit.id, hunk: '1' }]))), hover);
    assert.equal(await hoverAt(document, 1), '');
  });

  it('is compared with the text as it would be without it, and follows what is decided and typed', async () => {
    const { document } = await openFile(text);
    const edit = edits.begin(document);
    await edit.write(1, 1, ['TWO']);
    await edit.write(4, 1, ['FIVE']);
    edit.go('review');
    await review.commands['lathe.edit.diff']({ edit: edit.id });
    const original = await opened(originalUri(document));
    assert.equal(original.uri.scheme, originalScheme);
    assert.equal(original.getText(), text);
    const follows = (expected: string): Promise<void> =>
      new Promise((resolve) => {
        const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
          if (event.document === original && original.getText() === expected) {
            subscription.dispose();
            resolve();
          }
        });
      });
    const accepted = follows(text.replace('two', 'TWO'));
    await edit.accept('1');
    await accepted;
    const typed = follows(`${text.replace('two', 'TWO')}typed`);
    await (await vscode.window.showTextDocument(document)).edit((change) => {
      change.insert(new vscode.Position(6, 0), 'typed');
    });
    await typed;
  });

  it('of two edits in one document is compared with the text without both', async () => {
    const { document } = await openFile(text);
    const first = edits.begin(document);
    const second = edits.begin(document);
    await second.write(4, 1, ['FIVE']);
    await first.write(1, 1, ['TWO']);
    first.go('review');
    second.go('review');
    await review.commands['lathe.edit.diff']({ edit: first.id });
    assert.equal((await opened(originalUri(document))).getText(), text);
  });

  it('of two edits that only write lines, one below the other, is compared with the text without them', async () => {
    const { document } = await openFile(text);
    const second = edits.begin(document);
    const first = edits.begin(document);
    await second.write(5, 0, ['between', 'these']);
    await first.write(5, 0, ['above']);
    second.hunks = second.hunks.map((hunk) => ({ ...hunk, start: 6, end: 8 }));
    const third = edits.begin(document);
    await third.write(0, 2, []);
    for (const [session, by] of [[first, -2], [second, -2]] as const) {
      session.hunks = session.hunks.map((hunk) => ({ ...hunk, start: hunk.start + by, end: hunk.end + by }));
    }
    for (const session of [first, second, third]) {
      session.go('review');
    }
    await review.commands['lathe.edit.diff']({ edit: first.id });
    assert.equal((await opened(originalUri(document))).getText(), text);
  });

  it('is offered to VS Code for its marks and its peek', async () => {
    const { document } = await openFile(text);
    const edit = edits.begin(document);
    await edit.write(1, 1, ['TWO']);
    edit.go('review');
    assert.equal((await opened(marksUri(document))).getText(), text);
    await review.commands['lathe.edit.showRemoved']({ edit: edit.id, hunk: '1' });
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 1);
  });

  it('is decided by a reference, by a change of the quick diff, and by the cursor', async () => {
    const editor = await openFile(text);
    const { document } = editor;
    const edit = edits.begin(document);
    await edit.write(0, 1, ['ONE']);
    await edit.write(2, 1, []);
    await edit.write(4, 1, ['SIX']);
    edit.go('review');
    const { commands } = review;
    await commands['lathe.edit.acceptHunk']({ edit: edit.id, hunk: '1' });
    // VS Code tells of lines that were taken out as a change of the line above them, without an end.
    const changes = [{ originalStartLineNumber: 3, originalEndLineNumber: 3, modifiedStartLineNumber: 2, modifiedEndLineNumber: 0 }];
    await commands['lathe.edit.rejectHunk'](document.uri, changes, 0);
    editor.selection = new vscode.Selection(5, 0, 5, 0);
    await commands['lathe.edit.rejectHunk']();
    assert.deepEqual(edit.calls, ['accept 1', 'reject 2', 'reject 3']);
    assert.equal(document.getText(), text.replace('one', 'ONE'));
  });

  it('is not decided by a cursor that is elsewhere: the cursor goes to it first', async () => {
    const editor = await openFile(text);
    const { document } = editor;
    const edit = edits.begin(document);
    await edit.write(3, 1, ['FOUR']);
    edit.go('review');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await review.commands['lathe.edit.acceptHunk']();
    assert.deepEqual(edit.calls, []);
    assert.equal(editor.selection.active.line, 3);
  });

  it('is walked through hunk by hunk, around the ends of the file', async () => {
    const editor = await openFile(text);
    const { document } = editor;
    const edit = edits.begin(document);
    await edit.write(1, 1, ['TWO']);
    await edit.write(4, 1, ['FIVE']);
    edit.go('review');
    const visited: number[] = [];
    for (const command of ['nextHunk', 'nextHunk', 'nextHunk', 'previousHunk', 'previousHunk'] as const) {
      await review.commands[`lathe.edit.${command}`]();
      visited.push(editor.selection.active.line);
    }
    assert.deepEqual(visited, [1, 4, 1, 4, 1]);
  });

  it('is stopped before it is taken back while it still streams', async () => {
    const { document } = await openFile(text);
    const edit = edits.begin(document);
    await edit.write(1, 1, ['TWO']);
    edit.go('writing');
    await review.commands['lathe.edit.accept']();
    assert.deepEqual(edit.calls, [], 'what has not all come cannot be accepted');
    await review.commands['lathe.edit.reject']();
    assert.deepEqual(edit.calls, ['stop', 'reject all']);
    assert.equal(document.getText(), text);
  });

  it('is stopped by name, or in the active editor, or wherever it runs', async () => {
    const { document } = await openFile(text);
    const hidden = edits.begin(document);
    hidden.go('writing');
    const { document: shown } = await openFile('other');
    const here = edits.begin(shown);
    here.go('writing');
    assert.equal(review.stop(), true);
    assert.deepEqual([hidden.state, here.state], ['writing', 'review']);
    assert.equal(review.stop(), true);
    assert.equal(hidden.state, 'review');
    assert.equal(review.stop(), false);
  });

  it('leaves names of edits that have ended without effect', async () => {
    const { document } = await openFile(text);
    const edit = edits.begin(document);
    await edit.write(1, 1, ['TWO']);
    edit.go('review');
    await edit.accept();
    await review.commands['lathe.edit.rejectHunk']({ edit: edit.id, hunk: '1' });
    assert.equal(document.getText(), text.replace('two', 'TWO'));
  });
});
