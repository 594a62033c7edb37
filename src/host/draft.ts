import type * as vscode from 'vscode';
import { stateKeys } from '../ids.ts';

/** What was typed into the message box and not sent; it outlives the window. */
export class Draft {
  private typed: string;
  /** Messages that are being sent, in order. */
  private readonly held = new Set<{ readonly text: string }>();

  constructor(
    private readonly state: vscode.Memento,
    private readonly onChange: () => void = () => undefined,
  ) {
    this.typed = state.get(stateKeys.draft, '');
  }

  get text(): string {
    return this.typed;
  }

  set(text: string): void {
    if (this.typed !== text) {
      this.typed = text;
      this.keep();
      this.onChange();
    }
  }

  /**
   * Takes a message out of the box while it is being sent: until that is over, the window may close all the same. To be called then
   * with what is left of it, which goes in front of what was typed meanwhile.
   */
  hold(text: string): (left: string) => void {
    const message = { text };
    this.held.add(message);
    this.typed = '';
    this.keep();
    this.onChange();
    return (left) => {
      this.held.delete(message);
      this.typed = joined([left, this.typed]);
      this.keep();
      this.onChange();
    };
  }

  private keep(): void {
    void this.state.update(stateKeys.draft, joined([...[...this.held].map(({ text }) => text), this.typed]));
  }
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}
