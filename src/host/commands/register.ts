import * as vscode from 'vscode';
import type { Logger } from '../../core/logger.ts';
import type { CommandId } from '../../ids.ts';

/** A handler for each of our commands; leaving one out does not compile. */
export type CommandTable = Readonly<Record<CommandId, (...args: readonly unknown[]) => unknown>>;

/** Registers them all. What a handler throws is logged and told in one message, never left to VS Code's own. */
export function registerCommands(table: CommandTable, logger: Logger): vscode.Disposable {
  const registered = Object.entries(table).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        return await handler(...args);
      } catch (error) {
        logger.error(`${id} failed`, error);
        const showLog = vscode.l10n.t('Show log');
        const chosen = await vscode.window.showErrorMessage(vscode.l10n.t('A command of Lathe failed. The log tells more.'), showLog);
        if (chosen === showLog) {
          await vscode.commands.executeCommand('lathe.showLog');
        }
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
