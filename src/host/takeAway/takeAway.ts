import type { CommandId } from '../../ids.ts';
import { useWithClaudeCode } from './claudeCode.ts';
import { copyAsCode, type CopyAsCodeDeps } from './copyAsCode.ts';

type TakeAwayCommand = Extract<CommandId, 'lathe.copyAsCode' | 'lathe.useWithClaudeCode'>;

/** What a person takes from here to elsewhere. */
export function takeAwayCommands(deps: CopyAsCodeDeps): Readonly<Record<TakeAwayCommand, (...args: readonly unknown[]) => unknown>> {
  return {
    'lathe.copyAsCode': (context) => copyAsCode(deps, turnOf(context)),
    'lathe.useWithClaudeCode': () => useWithClaudeCode(deps.endpoint),
  };
}

/** The turn that was right-clicked in the chat: VS Code hands over what stands in the page's `data-vscode-context`. */
function turnOf(context: unknown): string | undefined {
  return typeof context === 'object' && context !== null && 'turnId' in context && typeof context.turnId === 'string' ? context.turnId : undefined;
}
