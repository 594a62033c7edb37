import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { ChatRequest } from '../../core/model.ts';
import type { ModelNotes } from '../../core/models/modelNotes.ts';
import { turnRequest } from '../../core/prompt/turnRequest.ts';
import type { ActiveEndpoint } from '../activeEndpoint.ts';
import { readEndpoint } from '../settings.ts';
import { codeFormItems, languageId, type CodeForm, type CodeFormItem } from './codeForms.ts';

/** Writes a request as code; see `llm/code`. */
export type WriteCode = (
  request: ChatRequest,
  endpoint: Endpoint & { readonly keyVariable: string },
  form: CodeForm,
  without: ReadonlySet<string>,
) => string;

export interface CopyAsCodeDeps {
  readonly session: ChatSession;
  /** Resolves when the conversation has been read back. */
  readonly opened: () => Promise<void>;
  readonly endpoint: ActiveEndpoint;
  readonly notes: ModelNotes;
  /** Loads the writer, on first use. */
  readonly loadWriter: () => Promise<WriteCode>;
}

/** Copies the request of a turn, the last one when none is named, as a program in the person's choice of language. */
export async function copyAsCode({ session, opened, endpoint, notes, loadWriter }: CopyAsCodeDeps, named: string | undefined): Promise<void> {
  await opened();
  await session.whole();
  const turn = named === undefined ? session.conversation.turns.at(-1) : session.conversation.turn(named);
  const request = turn && turnRequest(session.conversation, turn.id, endpoint.settings);
  if (!turn || !request) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to copy: nothing was asked yet.'));
    return;
  }
  // The endpoint that was asked may be gone from the settings by now.
  const profile = readEndpoint(turn.endpoint).endpoint ?? endpoint.active()?.endpoint;
  if (!profile) {
    return;
  }
  const chosen = await chooseForm(profile.wire);
  if (!chosen) {
    return;
  }
  const { form, open } = chosen;
  const refused = notes.get({ ...profile, wire: form.wire }, request.model).refused ?? [];
  const code = (await loadWriter())(request, profile, form, new Set(refused));
  if (open) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: languageId(form), content: code }));
    return;
  }
  await vscode.env.clipboard.writeText(code);
  vscode.window.setStatusBarMessage(
    profile.auth === 'none' ? vscode.l10n.t('Copied.') : vscode.l10n.t('Copied. Your key is not in it: the code reads it from an environment variable.'),
    5000,
  );
}

async function chooseForm(wire: Endpoint['wire']): Promise<{ readonly form: CodeForm; readonly open: boolean } | undefined> {
  const openButton: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: vscode.l10n.t('Open in Editor') };
  const pick = vscode.window.createQuickPick<CodeFormItem>();
  pick.title = vscode.l10n.t('Copy as Code');
  pick.placeholder = vscode.l10n.t('Choose a language and the shape of the API');
  pick.items = codeFormItems(wire, openButton);
  try {
    return await new Promise((resolve) => {
      const choose = (item: CodeFormItem | undefined, open: boolean): void => {
        if (item?.form) {
          resolve({ form: item.form, open });
        }
      };
      pick.onDidAccept(() => {
        choose(pick.selectedItems[0], false);
      });
      pick.onDidTriggerItemButton(({ item }) => {
        choose(item, true);
      });
      pick.onDidHide(() => {
        resolve(undefined);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}
