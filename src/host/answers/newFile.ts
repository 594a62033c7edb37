import * as vscode from 'vscode';
import { partsWithin } from '../../core/answers/parsePlace.ts';

/** What models call languages that VS Code knows by another name. */
const alsoKnownAs: Readonly<Record<string, string>> = {
  bash: 'shellscript',
  sh: 'shellscript',
  shell: 'shellscript',
  zsh: 'shellscript',
  ts: 'typescript',
  tsx: 'typescriptreact',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascriptreact',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  cs: 'csharp',
  'c#': 'csharp',
  'c++': 'cpp',
  golang: 'go',
  kt: 'kotlin',
  md: 'markdown',
  yml: 'yaml',
  ps1: 'powershell',
  pwsh: 'powershell',
  'objective-c': 'objective-c',
  objc: 'objective-c',
  tex: 'latex',
  docker: 'dockerfile',
  make: 'makefile',
};

/** VS Code's id of a language that an answer names; undefined when it has none. */
async function languageId(named: string): Promise<string | undefined> {
  const wanted = alsoKnownAs[named.toLowerCase()] ?? named.toLowerCase();
  return (await vscode.languages.getLanguages()).find((id) => id === wanted);
}

/** The place in the workspace that an answer names, if nothing is there yet. */
async function freePlace(file: string): Promise<vscode.Uri | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const parts = /^\/|^[A-Za-z]:/.test(file) ? undefined : partsWithin(file.replaceAll('\\', '/'));
  if (!folder || !parts || parts.length === 0) {
    return undefined;
  }
  const uri = vscode.Uri.joinPath(folder.uri, ...parts);
  try {
    await vscode.workspace.fs.stat(uri);
    return undefined;
  } catch {
    return uri.with({ scheme: 'untitled' });
  }
}

/**
 * Opens code as a new file that is not saved yet: under the name that the answer gives it, when that is free and in the
 * workspace, else without a name.
 */
export async function newFile(text: string, language: string, file: string): Promise<void> {
  const content = text.endsWith('\n') ? text : `${text}\n`;
  const place = file === '' ? undefined : await freePlace(file);
  if (place) {
    const document = await vscode.workspace.openTextDocument(place);
    if (document.getText() === '') {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), content);
      await vscode.workspace.applyEdit(edit);
      await vscode.window.showTextDocument(document, { preview: false });
      return;
    }
  }
  const id = await languageId(language);
  const document = await vscode.workspace.openTextDocument({ content, ...(id === undefined ? {} : { language: id }) });
  await vscode.window.showTextDocument(document, { preview: false });
}
