import * as vscode from 'vscode';
import type { Library } from '../../core/chat/library.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import { stateKeys } from '../../ids.ts';
import type { Draft } from '../draft.ts';
import type { KeyStore } from '../secrets.ts';

export interface DeleteAllDeps {
  readonly session: ChatSession;
  readonly library: Library;
  readonly keys: KeyStore;
  readonly draft: Draft;
  /** Has the page forget what is typed there. */
  readonly forget: () => void;
  readonly states: readonly vscode.Memento[];
  /** VS Code's folders for us; not all windows have each. */
  readonly folders: readonly (vscode.Uri | undefined)[];
}

/** Deletes, after asking, everything that Lathe keeps outside of the person's settings. */
export async function deleteAllData({ session, library, keys, draft, forget, states, folders }: DeleteAllDeps): Promise<void> {
  const all = vscode.l10n.t('Delete All Data');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete all data of Lathe?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'All conversations of all workspaces, all stored API keys, the lists of models and what was learnt about them, and what is typed here and not sent. This cannot be undone. Your settings stay.',
      ),
    },
    all,
  );
  if (chosen !== all) {
    return;
  }
  forget();
  draft.set('');
  session.startNew();
  await library.clear();
  await keys.clearAll();
  for (const key of Object.values(stateKeys)) {
    for (const state of states) {
      await state.update(key, undefined);
    }
  }
  for (const folder of folders) {
    if (folder) {
      // One that was never made is as good as deleted.
      await Promise.resolve(vscode.workspace.fs.delete(folder, { recursive: true })).catch((error: unknown) => {
        if (!(error instanceof vscode.FileSystemError && error.code === 'FileNotFound')) {
          throw error;
        }
      });
    }
  }
  void vscode.window.showInformationMessage(vscode.l10n.t('All data of Lathe was deleted.'));
}
