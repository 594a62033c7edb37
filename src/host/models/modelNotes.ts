import type * as vscode from 'vscode';
import type { ModelNote, ModelNotes } from '../../core/models/modelNotes.ts';

/** Notes in VS Code's global state. */
export class MementoModelNotes implements ModelNotes {
  constructor(private readonly state: vscode.Memento) {}

  get(): ModelNote {
    void this.state;
    return {};
  }

  update(): void {
    // Nothing yet.
  }
}
