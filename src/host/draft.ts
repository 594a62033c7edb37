import type * as vscode from 'vscode';
import { stateKeys } from '../ids.ts';

/** What was typed into the message box and not sent; it outlives the window. */
export class Draft {
  private current: string;

  constructor(
    private readonly state: vscode.Memento,
    private readonly onChange: () => void = () => undefined,
  ) {
    this.current = state.get(stateKeys.draft, '');
  }

  get text(): string {
    return this.current;
  }

  set(text: string): void {
    if (this.current !== text) {
      this.current = text;
      void this.state.update(stateKeys.draft, text);
      this.onChange();
    }
  }
}
