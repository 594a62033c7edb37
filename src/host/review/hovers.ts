import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { CommandId } from '../../ids.ts';
import { countText } from './lensText.ts';
import { isRunning, type OpenEdits } from './openEdits.ts';
import { openHunks, type EditReference } from './target.ts';

/** Lines of removed text that a hover shows. */
const mostLines = 40;

/** Shows, over the lines of a hunk, what stood there before, with Accept and Reject. */
export class ReviewHovers implements vscode.HoverProvider, Disposable {
  private readonly store = new DisposableStore();

  constructor(private readonly edits: OpenEdits) {
    this.store.add(vscode.languages.registerHoverProvider({ pattern: '**' }, this));
  }

  dispose(): void {
    this.store.dispose();
  }

  provideHover(document: vscode.TextDocument, { line }: vscode.Position): vscode.Hover | undefined {
    for (const session of this.edits.of(document)) {
      const hunk = isRunning(session)
        ? undefined
        : openHunks(session).find(({ start, end }) => start <= line && line < Math.max(end, start + 1));
      if (hunk) {
        const text = new vscode.MarkdownString('', true);
        text.isTrusted = { enabledCommands: ['lathe.edit.acceptHunk', 'lathe.edit.rejectHunk'] satisfies CommandId[] };
        const one = { edit: session.id, hunk: hunk.id };
        text.appendMarkdown(
          [
            `Lathe ${countText(hunk)}`,
            `[$(check) ${vscode.l10n.t('Accept')}](${link('lathe.edit.acceptHunk', one)})`,
            `[$(discard) ${vscode.l10n.t('Reject')}](${link('lathe.edit.rejectHunk', one)})`,
          ].join(' &nbsp;&nbsp; '),
        );
        if (hunk.removed.length > 0) {
          const cut = hunk.removed.length > mostLines ? ['...'] : [];
          text.appendCodeblock([...hunk.removed.slice(0, mostLines), ...cut].join('\n'), document.languageId);
        }
        return new vscode.Hover(text, document.lineAt(Math.min(line, document.lineCount - 1)).range);
      }
    }
    return undefined;
  }
}

function link(command: CommandId, reference: EditReference): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([reference]))}`;
}
