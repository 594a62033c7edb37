import type * as vscode from 'vscode';
import { stateKeys } from '../../ids.ts';

/** Names the last time that all data was deleted; empty for never. */
export function deletionMark(globalState: vscode.Memento): string {
  return globalState.get(stateKeys.deleted, '');
}

/**
 * Drops what this workspace has kept from before all data was deleted in another window, which cannot reach it. To be called before
 * anything is read.
 */
export function forgetDeleted(globalState: vscode.Memento, workspaceState: vscode.Memento): void {
  const mark = deletionMark(globalState);
  if (workspaceState.get(stateKeys.deleted, '') !== mark) {
    for (const key of Object.values(stateKeys)) {
      void workspaceState.update(key, key === stateKeys.deleted ? mark : undefined);
    }
  }
}

/** Drops all that is kept in these stores, but for the mark that tells other workspaces to do the same. */
export async function forgetAll(states: readonly vscode.Memento[], mark: string): Promise<void> {
  for (const key of Object.values(stateKeys)) {
    for (const state of states) {
      await state.update(key, key === stateKeys.deleted ? mark : undefined);
    }
  }
}
