import * as vscode from 'vscode';
import { fromJson, type Imported } from '../../core/chat/export.ts';
import { branchHeader, journalHeader, makesBranch, type Workspace } from '../../core/chat/journal.ts';
import type { JournalStore } from '../../core/chat/ports.ts';

/** Larger than any conversation that could be read. Bytes. */
const limit = 256 * 1024 * 1024;

/** Makes a new conversation of an exported one. Resolves to its id; undefined when there is none, which has been said. */
export async function importConversation(journals: JournalStore, workspace: Workspace | undefined): Promise<string | undefined> {
  const [source] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Conversation'),
      openLabel: vscode.l10n.t('Import'),
      filters: { JSON: ['json'] },
    })) ?? [];
  if (!source) {
    return undefined;
  }
  if ((await vscode.workspace.fs.stat(source)).size > limit) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} is too large to be a conversation. Nothing was imported.', source.fsPath));
    return undefined;
  }
  const imported = fromJson(new TextDecoder().decode(await vscode.workspace.fs.readFile(source)));
  if (imported.type !== 'ok') {
    void vscode.window.showErrorMessage(problem(imported, source.fsPath));
    return undefined;
  }
  const id = crypto.randomUUID();
  journals.append(id, (imported.events.some(makesBranch) ? branchHeader : journalHeader)(id, Date.now(), workspace));
  for (const event of imported.events) {
    journals.append(id, event);
  }
  await journals.flush();
  return id;
}

function problem(imported: Exclude<Imported, { type: 'ok' }>, path: string): string {
  switch (imported.type) {
    case 'not-json':
      return vscode.l10n.t('{0} is not JSON. Choose a file that Export Conversation wrote as JSON.', path);
    case 'not-a-conversation':
      return vscode.l10n.t('{0} holds no conversation of Lathe. Choose a file that Export Conversation wrote as JSON.', path);
    case 'newer':
      return vscode.l10n.t('{0} was written by a newer version of Lathe. Update Lathe, then import it.', path);
    case 'empty':
      return vscode.l10n.t('The conversation in {0} is empty. Nothing was imported.', path);
    case 'bad-event':
      return vscode.l10n.t('{0} is damaged: its event {1} is of no known form. Nothing was imported.', path, imported.index + 1);
  }
}
