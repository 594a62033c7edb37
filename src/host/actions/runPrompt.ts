import * as vscode from 'vscode';
import type { Prompt, Reference } from '../../core/chat/events.ts';
import { isSecretFile } from '../../core/context/secretFiles.ts';
import { editTask } from '../../core/prompt/edit.ts';
import { fillIn, inputsOf, linksIn } from '../../core/prompt/files/variables.ts';
import type { PromptFile } from '../../core/prompt/files/promptFile.ts';
import { fenced } from '../../core/prompt/fence.ts';
import { referenceTo } from '../codeContext.ts';
import type { AskInChat } from '../commands/askInChat.ts';
import { documentPath } from '../documentPath.ts';
import { faultText, findPrompts, type FoundPrompt } from './promptFiles.ts';
import type { ActionRunner } from './runner.ts';

/** Most characters of one linked file that are sent. */
const linkLimit = 20_000;

/**
 * Run Prompt: one of the person's own prompt files, into the chat or the file as it says. `uri`: which one, when chosen already; `words`:
 * what the person says besides. Resolves to whether it is being carried out.
 */
export async function runPrompt(runner: ActionRunner, ask: AskInChat, uri?: vscode.Uri, words = ''): Promise<boolean> {
  const found = uri ? (await findPrompts()).find((each) => each.uri.toString() === uri.toString()) : await choose();
  if (!found) {
    return false;
  }
  const { prompt, fault } = found;
  if (!prompt) {
    const open = vscode.l10n.t('Open');
    const told = vscode.l10n.t('The prompt file {0} cannot be used. {1}', documentPath(found.uri), faultText(fault));
    if ((await vscode.window.showErrorMessage(told, open)) === open) {
      const at = new vscode.Position(fault.line - 1, 0);
      await vscode.window.showTextDocument(found.uri, { selection: new vscode.Range(at, at) });
    }
    return false;
  }
  const editor = prompt.mode === 'edit' ? await runner.editor() : vscode.window.activeTextEditor;
  if (prompt.mode === 'edit' && !editor) {
    return false;
  }
  const inputs = await askInputs(prompt);
  if (!inputs) {
    return false;
  }
  const references = await linkedFiles(found.uri, prompt.body);
  if (prompt.mode === 'edit' && editor) {
    const place = await runner.found(editor, runner.place(editor));
    if (!place) {
      return false;
    }
    const text = withWords(filled(prompt, place.document, place.text, inputs), words);
    const attached = references.map(({ path, text: code, language }) => `${path}:\n${fenced(code, language)}`);
    await runner.carryOut(place, () => ({ title: prompt.name, task: editTask([text, ...attached].join('\n\n')), model: prompt.model }));
    return true;
  }
  const { text, ...rest } = chatQuestion(prompt, inputs, references);
  await ask({ action: 'ask', text: withWords(text, words), ...rest });
  return true;
}

function withWords(text: string, words: string): string {
  return words.trim() === '' ? text : `${text}\n\n${words}`;
}

/** What a prompt file asks in the chat; undefined when the person did not give an input. */
export async function chatPrompt(uri: vscode.Uri, prompt: PromptFile): Promise<Pick<Prompt, 'text' | 'references'> | undefined> {
  const inputs = await askInputs(prompt);
  return inputs && chatQuestion(prompt, inputs, await linkedFiles(uri, prompt.body));
}

/** Filled in, with the selection and what it links to. */
function chatQuestion(prompt: PromptFile, inputs: ReadonlyMap<string, string>, references: readonly Reference[]): Pick<Prompt, 'text' | 'references'> {
  const editor = vscode.window.activeTextEditor;
  const selection = editor && !editor.selection.isEmpty ? editor.selection : undefined;
  const code = editor && selection ? [{ ...referenceTo(editor.document, selection), outline: '' }] : [];
  const text = filled(prompt, editor?.document, editor && selection ? editor.document.getText(selection) : '', inputs);
  return { text, references: [...code, ...references] };
}

async function choose(): Promise<FoundPrompt | undefined> {
  const prompts = await findPrompts();
  if (prompts.length === 0) {
    const create = vscode.l10n.t('Create One');
    const words = vscode.l10n.t('There are no prompt files yet. They are kept in .github/prompts and end in .prompt.md.');
    if ((await vscode.window.showInformationMessage(words, ...(vscode.workspace.workspaceFolders ? [create] : []))) === create) {
      await createPrompt();
    }
    return undefined;
  }
  const items = prompts.map((found) => ({
    label: found.prompt?.name ?? documentPath(found.uri),
    description: found.prompt ? found.prompt.description : vscode.l10n.t('cannot be used'),
    ...(found.prompt ? {} : { iconPath: new vscode.ThemeIcon('warning') }),
    found,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Run Prompt'), matchOnDescription: true });
  return chosen?.found;
}

/** An example to begin with, unsaved until the person saves it. */
async function createPrompt(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder) {
    const uri = vscode.Uri.joinPath(folder.uri, '.github/prompts/my-prompt.prompt.md').with({ scheme: 'untitled' });
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const text = `---\ndescription: ${vscode.l10n.t('What it does')}\nagent: edit\n---\n${vscode.l10n.t('Say here what to do with the selection, for {0}.', '${input:whom:beginners}')}\n`;
    await editor.edit((builder) => {
      builder.insert(new vscode.Position(0, 0), text);
    });
  }
}

async function askInputs({ name, body }: PromptFile): Promise<ReadonlyMap<string, string> | undefined> {
  const values = new Map<string, string>();
  for (const input of inputsOf(body)) {
    const value = await vscode.window.showInputBox({ title: name, prompt: input.name, placeHolder: input.placeholder, ignoreFocusOut: true });
    if (value === undefined) {
      return undefined;
    }
    values.set(input.name, value);
  }
  return values;
}

function filled(prompt: PromptFile, document: vscode.TextDocument | undefined, selection: string, inputs: ReadonlyMap<string, string>): string {
  const folder = document && vscode.workspace.getWorkspaceFolder(document.uri);
  return fillIn(prompt.body, { selection, file: document ? documentPath(document.uri) : '', folder: folder?.name ?? '', inputs });
}

/** The files that a prompt links to, relative to itself or to the workspace folder; of the workspace only, and no secrets. */
async function linkedFiles(prompt: vscode.Uri, body: string): Promise<readonly Reference[]> {
  const folder = vscode.workspace.getWorkspaceFolder(prompt);
  if (!folder) {
    return [];
  }
  const found = await Promise.all(
    linksIn(body).map(async (link): Promise<Reference | undefined> => {
      const bases = link.startsWith('/') ? [folder.uri] : [vscode.Uri.joinPath(prompt, '..'), folder.uri];
      for (const base of bases) {
        const uri = vscode.Uri.joinPath(base, link);
        if (vscode.workspace.getWorkspaceFolder(uri) && !isSecretFile(uri.path)) {
          try {
            const document = await vscode.workspace.openTextDocument(uri);
            const path = documentPath(uri);
            return { label: path, path, language: document.languageId, text: document.getText().slice(0, linkLimit), outline: '' };
          } catch {
            // Not there, or no text: it may be meant from the other base, or the prompt only mentions it.
          }
        }
      }
      return undefined;
    }),
  );
  return found.filter((each) => each !== undefined);
}
