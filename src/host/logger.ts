import type * as vscode from 'vscode';
import type { Logger } from '../core/logger.ts';

/** The log, as VS Code's own log output channel. */
export function outputLogger(channel: vscode.LogOutputChannel): Logger {
  return {
    info: (message) => {
      channel.info(message);
    },
    warn: (message) => {
      channel.warn(message);
    },
    error: (message, error) => {
      channel.error(message, error instanceof Error ? (error.stack ?? error.message) : (error ?? ''));
    },
  };
}
