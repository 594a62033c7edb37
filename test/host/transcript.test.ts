import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ConversationEvent } from '../../src/core/chat/events.ts';
import { journalHeader, journalLines } from '../../src/core/chat/journal.ts';
import { ChatSession } from '../../src/core/chat/session.ts';
import { Transcript } from '../../src/host/answers/transcript.ts';
import type { Words } from '../../src/host/chatView/present.ts';
import { FakeChatModel } from '../fakes/chatModel.ts';
import { FakeJournalStore } from '../fakes/journalStore.ts';
import { FakeLogger } from '../fakes/logger.ts';
import { closeAll, until } from './editors.ts';

const scheme = 'lathe-transcript-test';
const words: Words = {
  failure: () => assert.fail(),
  progress: () => assert.fail(),
  compaction: () => assert.fail(),
  usage: () => undefined,
  json: () => undefined,
};

/** Longer than VS Code looks for what is different in. */
const turns = 1000;

function longConversation(): string {
  const events = Array.from({ length: turns }, (_, index): readonly ConversationEvent[] => {
    const turn = `t${index}`;
    return [
      { type: 'turn', turn, at: 1, endpoint: 'e', model: 'm', maxTokens: 1, prompt: { action: 'ask', text: `Question ${index}`, references: [] } },
      { type: 'text', turn, text: `Answer ${index}.\n\nIt goes on for a while, over some lines:\n\n- one\n- two\n` },
      { type: 'end', turn, end: { type: 'finished', reason: 'stop' } },
    ];
  });
  return journalLines([journalHeader('long', 1), ...events.flat()]);
}

describe('the conversation as a document', () => {
  let model: FakeChatModel;
  let session: ChatSession;
  let transcript: Transcript;
  let changes: vscode.TextDocumentContentChangeEvent[];
  let listening: vscode.Disposable;
  beforeEach(async () => {
    model = new FakeChatModel();
    let id = 0;
    session = new ChatSession({
      model,
      journals: new FakeJournalStore(new Map([['long', longConversation()]])),
      settings: () => ({ endpointName: 'e', model: 'm', system: '', parameters: { temperature: 0.7, topP: 0.9, maxTokens: 9, frequencyPenalty: 0, presencePenalty: 0 } }),
      newId: () => `new${(id += 1)}`,
      now: () => 1,
      after: () => ({ dispose: () => undefined }),
      logger: new FakeLogger(),
    });
    await session.open('long');
    transcript = new Transcript({ session, words, opened: () => Promise.resolve(), isPageShown: () => true, logger: new FakeLogger(), scheme });
    changes = [];
    listening = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.scheme === scheme) {
        changes.push(...contentChanges);
      }
    });
  });
  afterEach(async () => {
    listening.dispose();
    transcript.dispose();
    session.dispose();
    await closeAll();
  });

  const inEditor = async (): Promise<vscode.TextEditor> => {
    await transcript.open();
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor?.document.uri.scheme === scheme);
    return editor;
  };
  const shows = (editor: vscode.TextEditor, text: string): Promise<void> => until(() => editor.document.getText().includes(text));

  it('grows by what has come, and leaves those who read in it where they are', async () => {
    const editor = await inEditor();
    const { document } = editor;
    assert.ok(document.getText().length > 100_000);
    assert.ok(document.getText(new vscode.Range(editor.selection.active.line, 0, document.lineCount, 0)).startsWith('## Lathe\n\nAnswer 999.'), 'it opens at the last answer');
    const places = [new vscode.Position(8, 3), document.lineAt(document.lineCount - 2).range.end, document.lineAt(document.lineCount - 1).range.end];
    editor.selections = places.map((place) => new vscode.Selection(place, place));
    session.ask({ action: 'ask', text: 'One more?', references: [] });
    await shows(editor, 'One more?');
    await model.asked(1);
    for (const text of ['Yes, ', 'there is ', 'always one.']) {
      model.say({ type: 'text', text });
      await shows(editor, text.trim());
    }
    model.say({ type: 'finish', reason: 'stop' });
    await until(() => /always one\.\n\n\*.*\*\n$/.test(document.getText()));
    const [first, last, end] = editor.selections.map(({ active }) => active);
    assert.deepEqual([first, last], places.slice(0, 2));
    assert.equal(end?.line, document.lineCount - 1, 'a cursor at the very end goes along with it, as in the output of a task');
    assert.ok(changes.every(({ text, rangeLength }) => text.length < 200 && rangeLength === 0), JSON.stringify(changes));
    assert.equal(document.isDirty, false);
  });

  it('is read-only, and has no step to undo', async () => {
    const editor = await inEditor();
    session.ask({ action: 'ask', text: 'Is it undone?', references: [] });
    await shows(editor, 'Is it undone?');
    const text = editor.document.getText();
    await vscode.commands.executeCommand('undo');
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.equal(editor.document.getText(), text);
  });

  it('follows the chat to another conversation', async () => {
    const editor = await inEditor();
    session.startNew();
    await until(() => editor.document.lineCount === 2);
    assert.match(editor.document.getText(), /^This conversation is empty/);
    session.ask({ action: 'ask', text: 'A new one', references: [] });
    await shows(editor, '## You\n\nA new one\n\n## Lathe\n');
    assert.match(editor.document.getText(), /^# A new one\n/);
  });
});
