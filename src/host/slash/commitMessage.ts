import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';
import { commitMessageIn } from '../../core/prompt/commands.ts';
import type { Logger } from '../../core/logger.ts';
import { gitRepositories, type GitRepository } from '../context/git.ts';

/** Puts the message that `/commit` was answered with into the box of Source Control, where it can be taken back. */
export function followCommitMessages(session: ChatSession, logger: Logger): vscode.Disposable {
  const listening = session.onEvent((event) => {
    const turn = event.type === 'end' ? session.conversation.turn(event.turn) : undefined;
    if (turn?.prompt.command?.name === 'commit' && turn.end?.type === 'finished' && turn.end.reason === 'stop') {
      putIn(commitMessageIn(turn.text)).catch((error: unknown) => {
        logger.error('the commit message could not be put into Source Control', error);
      });
    }
  });
  return new vscode.Disposable(() => {
    listening.dispose();
  });
}

async function putIn(message: string): Promise<void> {
  const repositories = (await gitRepositories()) ?? [];
  const repository = repositories.length > 1 ? await choose(repositories) : repositories[0];
  if (!repository || message === '') {
    return;
  }
  const { inputBox } = repository;
  const before = inputBox.value;
  inputBox.value = message;
  const undo = vscode.l10n.t('Undo');
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('The commit message is in Source Control.'), undo);
  // What was typed there since is not taken away.
  if (chosen === undo && inputBox.value === message) {
    inputBox.value = before;
  }
}

async function choose(repositories: readonly GitRepository[]): Promise<GitRepository | undefined> {
  const items = repositories.map((repository) => ({ label: vscode.workspace.asRelativePath(repository.rootUri), repository }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Commit Message'), placeHolder: vscode.l10n.t('Choose the repository whose box it goes to') }))?.repository;
}
