import * as vscode from 'vscode';
import { isFault, parsePromptFile, promptFileEnding, type PromptFile, type PromptFileFault } from '../../core/prompt/files/promptFile.ts';
import { baseName } from '../documentPath.ts';

/** Most prompt files that are read. */
const limit = 200;

export type FoundPrompt = { readonly uri: vscode.Uri } & (
  | { readonly prompt: PromptFile; readonly fault?: never }
  | { readonly fault: PromptFileFault; readonly prompt?: never }
);

/** The person's own prompts of all workspace folders, by name. Those that are broken come with what is wrong. */
export async function findPrompts(): Promise<readonly FoundPrompt[]> {
  const uris = (await Promise.all((vscode.workspace.workspaceFolders ?? []).map(promptsOf))).flat().slice(0, limit);
  const found = await Promise.all(
    uris.map(async (uri): Promise<FoundPrompt | undefined> => {
      try {
        const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
        const text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
        const result = parsePromptFile(baseName(uri), text);
        return isFault(result) ? { uri, fault: result } : { uri, prompt: result };
      } catch {
        // It was deleted meanwhile.
        return undefined;
      }
    }),
  );
  return found.filter((each) => each !== undefined).toSorted((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
}

/** Read from the folder itself: a search would need more of VS Code, and take longer. */
async function promptsOf({ uri }: vscode.WorkspaceFolder): Promise<readonly vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(uri, '.github/prompts');
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.filter(([name]) => name.endsWith(promptFileEnding)).map(([name]) => vscode.Uri.joinPath(folder, name));
  } catch {
    // Most folders have none.
    return [];
  }
}

/** What is wrong with a prompt file, for the person. */
export function faultText({ reason, line }: PromptFileFault): string {
  switch (reason) {
    case 'head-open':
      return vscode.l10n.t('Its head is not closed with ---.');
    case 'head-line':
      return vscode.l10n.t('Line {0} of its head is not understood: use key: value, on one line.', line);
    case 'empty':
      return vscode.l10n.t('It has no text below its head.');
  }
}
