import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** An untitled document of the given text, in an editor that indents with four spaces. */
export async function openText(
  language: string,
  content: string,
): Promise<{ readonly editor: vscode.TextEditor; readonly document: vscode.TextDocument }> {
  let document = await vscode.workspace.openTextDocument({ language, content });
  while (!sameLines(document.getText(), content)) {
    // VS Code gave it the name of one that was just closed, of which the extension host does not know yet: the next has another name.
    document = await vscode.workspace.openTextDocument({ language, content });
  }
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  editor.options = { insertSpaces: true, tabSize: 4 };
  return { editor, document };
}

function sameLines(one: string, other: string): boolean {
  return one.replaceAll(/\r\n?/g, '\n') === other.replaceAll(/\r\n?/g, '\n');
}

/** In milliseconds: less than mocha gives a hook, whose own words would not tell what is open. */
const closingTime = 20_000;

/** Closes every editor without asking to save, and resolves when VS Code has told that all of them and their groups are gone. */
export async function closeAll(): Promise<void> {
  let stuck: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    stuck = setTimeout(() => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label, isDirty }) => `${label}${isDirty ? '*' : ''}`));
      const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].map((editor) => editor?.document.uri.toString());
      const documents = vscode.workspace.textDocuments.map(({ uri }) => uri.toString());
      reject(new Error(`Editors that do not close: tabs ${tabs.join()}; active and visible ${editors.join()}; documents ${documents.join()}`));
    }, closingTime);
  });
  try {
    await Promise.race([closeEach(), late]);
  } finally {
    clearTimeout(stuck);
  }
}

async function closeEach(): Promise<void> {
  const { tabGroups } = vscode.window;
  const shown = new Set(tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : []))));
  // A name of an untitled one that is given away before the extension host knows that it is closed stands there for the old one.
  const untitled = vscode.workspace.textDocuments.filter(({ isUntitled, uri }) => isUntitled && shown.has(uri.toString()));
  // The commands resolve before the extension host knows; an editor opened meanwhile may end in a group that is going.
  const gone = (): boolean =>
    untitled.every(({ isClosed }) => isClosed) && vscode.window.visibleTextEditors.length === 0 && tabGroups.all.length === 1 && tabGroups.all.every(({ tabs }) => tabs.length === 0);
  do {
    const told = nextOf(tabGroups.onDidChangeTabs, tabGroups.onDidChangeTabGroups, vscode.window.onDidChangeVisibleTextEditors, vscode.workspace.onDidCloseTextDocument);
    while (vscode.window.activeTextEditor) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    if (!gone()) {
      await told;
    }
    // Once more for what VS Code has opened meanwhile, as it does of its own accord for a notebook that was changed and has no editor.
  } while (!gone());
}

/** Resolves when one of these tells something. */
function nextOf(...events: readonly vscode.Event<unknown>[]): Promise<void> {
  return new Promise((resolve) => {
    const subscriptions = events.map((event) =>
      event(() => {
        subscriptions.forEach((each) => {
          each.dispose();
        });
        resolve();
      }),
    );
  });
}

/** Resolves at the next change of the document. */
export function changed(document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve) => {
    const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) {
        subscription.dispose();
        resolve();
      }
    });
  });
}

/** Resolves as soon as the condition holds, looking again at each change of a document, and when one is closed. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await nextOf(vscode.workspace.onDidChangeTextDocument, vscode.workspace.onDidCloseTextDocument);
  }
}

/** A new file of the workspace with these bytes, open in an editor. `settings` may name its encoding. */
export async function openBytes(bytes: Uint8Array, settings: { readonly encoding?: string } = {}): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'the tests run in a folder');
  const uri = vscode.Uri.joinPath(folder, `edited-${crypto.randomUUID()}.txt`);
  await vscode.workspace.fs.writeFile(uri, bytes);
  const document = await vscode.workspace.openTextDocument(uri, settings);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Resolves at the next save of the document. */
export function saved(document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve) => {
    const subscription = vscode.workspace.onDidSaveTextDocument((each) => {
      if (each === document) {
        subscription.dispose();
        resolve();
      }
    });
  });
}

/** Has a setting of the person for the time of `deed`. */
export async function withSettings(values: Readonly<Record<string, unknown>>, deed: () => Promise<void>): Promise<void> {
  const set = async (on: boolean): Promise<void> => {
    for (const [name, value] of Object.entries(values)) {
      await vscode.workspace.getConfiguration().update(name, on ? value : undefined, vscode.ConfigurationTarget.Global);
    }
  };
  await set(true);
  try {
    await deed();
  } finally {
    await set(false);
  }
}
