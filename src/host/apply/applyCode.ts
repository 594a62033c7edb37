import * as vscode from 'vscode';
import type { CodeBlock } from '../../core/apply/codeBlock.ts';
import type { FileFault, FilePlan } from '../../core/apply/outcome.ts';
import { planApply } from '../../core/apply/planApply.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import type { WorkspaceFiles } from '../context/workspaceFiles.ts';
import { ApplyFiles } from './applyFiles.ts';
import { appliedBlock } from './appliedBlock.ts';
import { canPointAt, faultText, matchText } from './applyText.ts';
import { startApply, type ApplyEnds } from './startApply.ts';

/** What is loaded with Lathe itself, and need not be loaded with this once more. */
export interface ApplyDeps extends ApplyEnds {
  readonly session: Pick<ChatSession, 'conversation'>;
  readonly workspace: WorkspaceFiles;
  readonly insertAtCursor: (code: string) => Promise<void>;
}

/** Apply: finds where code of an answer goes, and puts it into review there. Asks where that is not certain. */
export async function applyCode(deps: ApplyDeps, args: readonly unknown[]): Promise<void> {
  const { conversation } = deps.session;
  const { blocksOf } = await import('../chatView/answerText.ts');
  const block = await appliedBlock(conversation, args, blocksOf);
  if (!block) {
    return;
  }
  const attached = conversation.turns.flatMap(({ prompt }) => prompt.references.map(({ path }) => path));
  await apply(block, new ApplyFiles(deps.workspace, attached), deps);
}

async function apply(block: CodeBlock, files: ApplyFiles, deps: ApplyDeps, chosen?: string): Promise<void> {
  const outcome = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Lathe is looking where the code goes...') }, () => planApply(block, files, chosen));
  switch (outcome.type) {
    case 'plan':
      for (const plan of outcome.files) {
        await startApply(plan, files, deps);
      }
      if (outcome.faults.length > 0) {
        void vscode.window.showWarningMessage(outcome.faults.map(faultText).join(' '));
      }
      return;
    case 'already':
      void vscode.window.showInformationMessage(vscode.l10n.t('{0} has this code already.', outcome.paths.join(', ')));
      return;
    case 'choose': {
      const plan = await choosePlan(outcome.options, block, files, deps);
      if (plan) {
        await startApply(plan, files, deps);
      }
      return;
    }
    case 'refused':
      await tell(outcome.faults, block, files, deps);
  }
}

/** One of several ways, or a place that the person points at instead. */
async function choosePlan(options: readonly FilePlan[], block: CodeBlock, files: ApplyFiles, deps: ApplyDeps): Promise<FilePlan | undefined> {
  interface Way extends vscode.QuickPickItem {
    readonly plan?: FilePlan;
    readonly run?: () => Promise<void>;
  }
  const items: readonly Way[] = [
    ...options.map((plan): Way => ({ label: plan.path, description: `${matchText(plan.match)}${lineText(plan, options)}`, iconPath: new vscode.ThemeIcon(plan.isNew ? 'new-file' : 'file-code'), plan })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: vscode.l10n.t('Choose File...'), iconPath: new vscode.ThemeIcon('folder-opened'), run: () => chooseFile(block, files, deps) },
    { label: vscode.l10n.t('Insert at Cursor'), iconPath: new vscode.ThemeIcon('insert'), run: () => deps.insertAtCursor(block.code) },
  ];
  const way = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Apply'), placeHolder: vscode.l10n.t('Choose what the code replaces'), matchOnDescription: true });
  await way?.run?.();
  return way?.plan;
}

/** Which of the places it is, where several options are alike but for that. */
function lineText(plan: FilePlan, options: readonly FilePlan[]): string {
  const isAlike = options.some((other) => other !== plan && other.path === plan.path && matchText(other.match) === matchText(plan.match));
  const line = plan.lines.findIndex((text, index) => text !== plan.old[index]) + 1;
  return isAlike ? vscode.l10n.t(', line {0}', line) : '';
}

/** Says why nothing was applied, with what can be done about it. */
async function tell(faults: readonly FileFault[], block: CodeBlock, files: ApplyFiles, deps: ApplyDeps): Promise<void> {
  const ways = faults.length === 1 && faults[0] ? canPointAt(faults[0].fault) : { file: false, cursor: false };
  const [choose, insert] = [vscode.l10n.t('Choose File...'), vscode.l10n.t('Insert at Cursor')];
  const chosen = await vscode.window.showWarningMessage(faults.map(faultText).join(' '), ...(ways.file ? [choose] : []), ...(ways.cursor ? [insert] : []));
  if (chosen === choose) {
    await chooseFile(block, files, deps);
  } else if (chosen === insert) {
    await deps.insertAtCursor(block.code);
  }
}

async function chooseFile(block: CodeBlock, files: ApplyFiles, deps: ApplyDeps): Promise<void> {
  const items = files.list().then((paths) => [...new Set([...files.near, ...paths])].map((label) => ({ label, iconPath: vscode.ThemeIcon.File })));
  const item = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Apply'), placeHolder: vscode.l10n.t('Choose the file that the code is for') });
  if (item) {
    await apply(block, files, deps, item.label);
  }
}
