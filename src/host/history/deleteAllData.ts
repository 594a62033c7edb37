import * as vscode from 'vscode';
import type { Library } from '../../core/chat/library.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import type { Draft } from '../draft.ts';
import type { KeyStore } from '../secrets.ts';
import type { Attachments } from '../context/attachments.ts';
import { forgetAll } from './forgetting.ts';

export interface DeleteAllDeps {
  readonly session: ChatSession;
  readonly library: Library;
  readonly keys: KeyStore;
  readonly draft: Draft;
  readonly attachments: readonly Pick<Attachments, 'sent'>[];
  readonly states: readonly vscode.Memento[];
  /** Forgets the reviews of files that are not open. */
  readonly clearReviews: () => Promise<void>;
  /** Makes the panel's page anew, which keeps a draft and a place of its own. */
  readonly renew: () => void;
  /** VS Code's folders for us; not all windows have each. */
  readonly folders: readonly (vscode.Uri | undefined)[];
}

/** Deletes, after asking, everything that Lathe keeps outside of the person's settings. */
export async function deleteAllData({ session, library, keys, draft, attachments, states, clearReviews, renew, folders }: DeleteAllDeps): Promise<void> {
  const all = vscode.l10n.t('Delete All Data');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete all data of Lathe?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'All conversations of all workspaces, all stored API keys, the lists of models and what was learnt about them, reviews of files that are not open, what is typed here and not sent, and what was spent today. This cannot be undone. Your settings stay.',
      ),
    },
    all,
  );
  if (chosen !== all) {
    return;
  }
  draft.set('');
  for (const each of attachments) {
    each.sent();
  }
  session.startNew();
  await library.clear();
  await keys.clearAll();
  await clearReviews();
  await forgetAll(states, new Date().toISOString());
  renew();
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
