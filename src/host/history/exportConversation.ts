import * as vscode from 'vscode';
import type { Turn } from '../../core/chat/conversation.ts';
import { entriesOf, toJson, toMarkdown, type ExportWords } from '../../core/chat/export.ts';
import type { JournalStore } from '../../core/chat/ports.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import { beginning, titleLength } from '../../core/chat/summary.ts';
import { measuredRows } from '../measuredRows.ts';
import { presentEnd, type Words } from '../chatView/present.ts';

/** Writes the conversation that is shown to a file of the person's choice; its ending says in which form. */
export async function exportConversation(session: ChatSession, journals: JournalStore, words: Words): Promise<void> {
  const { conversation } = session;
  if (conversation.turns.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to export: the conversation is empty.'));
    return;
  }
  await session.whole();
  const title = beginning(conversation.title || (conversation.turns[0]?.prompt.text ?? ''), titleLength) || vscode.l10n.t('Conversation');
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Conversation'),
    saveLabel: vscode.l10n.t('Export'),
    defaultUri: startUri(`${fileName(title)}.md`),
    filters: { [vscode.l10n.t('Markdown, to read')]: ['md'], [vscode.l10n.t('JSON, to import again')]: ['json'] },
  });
  if (!target) {
    return;
  }
  const json = target.path.toLowerCase().endsWith('.json');
  const text = json
    ? toJson(title, await entriesOf(journals, conversation), Date.now())
    : toMarkdown(conversation, { ...exportWords(words), title });
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const open = vscode.l10n.t('Open');
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('Exported to {0}.', target.fsPath), open);
  if (chosen === open) {
    await vscode.window.showTextDocument(target);
  }
}

/** The words around a conversation that is written as Markdown. */
export function exportWords(words: Words): Omit<ExportWords, 'title'> {
  return { you: vscode.l10n.t('You'), lathe: 'Lathe', thought: vscode.l10n.t('Thought'), note: (turn) => note(turn, words) };
}

function note(turn: Turn, words: Words): string {
  const { end, usage } = presentEnd(turn, words);
  const facts = [
    new Date(turn.at).toLocaleString(vscode.env.language),
    turn.endpoint,
    turn.model,
    ...(usage ? [usage.text, ...measuredRows(turn).map(({ label, value }) => `${label}: ${value}`)] : []),
    ...(end?.type === 'failed' ? [end.failure.message] : []),
    ...(turn.end?.type === 'stopped' ? [vscode.l10n.t('stopped')] : []),
  ];
  return facts.join(' · ');
}

function startUri(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder ? vscode.Uri.joinPath(folder.uri, name) : vscode.Uri.file(name);
}

/** A name that every file system takes. */
function fileName(title: string): string {
  return title.replace(/[^\p{L}\p{N} _-]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 60).trim() || 'conversation';
}
