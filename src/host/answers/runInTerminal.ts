import * as vscode from 'vscode';
import { commandsIn, shownCommands } from '../../core/answers/shellText.ts';

const terminalName = 'Lathe';

/** Shows the commands and, when the person agrees, runs them in a terminal of ours or only writes them there. */
export async function runInTerminal(text: string): Promise<void> {
  const commands = commandsIn(text);
  if (commands === '') {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no command in this block.'));
    return;
  }
  const { text: shown, hidden } = shownCommands(commands);
  const run = vscode.l10n.t('Run');
  const write = vscode.l10n.t('Only Write It');
  const detail = hidden === 0 ? shown : `${shown}\n${vscode.l10n.t('... and {0} more lines', hidden)}`;
  // Without a line end the terminal waits for the person; several lines cannot wait.
  const choices = commands.includes('\n') ? [run] : [run, write];
  const chosen = await vscode.window.showWarningMessage(vscode.l10n.t('Run this in the terminal?'), { modal: true, detail }, ...choices);
  if (chosen === undefined) {
    return;
  }
  const ours = vscode.window.terminals.find(({ name, exitStatus }) => name === terminalName && exitStatus === undefined);
  const terminal = ours ?? vscode.window.createTerminal({ name: terminalName });
  terminal.show();
  terminal.sendText(commands, chosen === run);
}
