import * as vscode from 'vscode';
import type { TrayStore } from '../../core/context/attach/ports.ts';
import { parseStoredTray, type Source } from '../../core/context/attach/source.ts';
import type { stateKeys } from '../../ids.ts';

/** Keeps what is attached and not sent in VS Code's workspace storage, and pasted pictures in files beside it. */
export class MementoTrayStore implements TrayStore {
  constructor(
    private readonly state: vscode.Memento,
    private readonly key: typeof stateKeys.attachments | typeof stateKeys.editAttachments,
  ) {}

  load(): ReturnType<TrayStore['load']> {
    return parseStoredTray(this.state.get(this.key));
  }

  save(stored: ReturnType<TrayStore['load']>): void {
    void this.state.update(this.key, stored);
  }

  release(source: Source): void {
    if (source.kind === 'image' && source.pasted) {
      // One that is gone already is as good.
      void Promise.resolve(vscode.workspace.fs.delete(vscode.Uri.parse(source.uri))).catch(() => undefined);
    }
  }
}
