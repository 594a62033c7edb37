import type * as vscode from 'vscode';

/** VS Code's store of small values, in memory: what goes in comes back as JSON would give it. */
export class FakeMemento implements vscode.Memento {
  private readonly values = new Map<string, string>();
  private wake: (() => void)[] = [];
  private refuses = false;

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get<T>(key: string, defaultValue?: T): T {
    const text = this.values.get(key);
    return text === undefined ? (defaultValue as T) : (JSON.parse(text) as T);
  }

  /** No value is taken from now on, or all are again. */
  refuse(all: boolean): void {
    this.refuses = all;
  }

  update(key: string, value: unknown): Promise<void> {
    if (this.refuses) {
      return Promise.reject(new Error('the store is full'));
    }
    if (value === undefined) {
      this.values.delete(key);
    } else {
      this.values.set(key, JSON.stringify(value));
    }
    for (const wake of this.wake.splice(0)) {
      wake();
    }
    return Promise.resolve();
  }

  /** Resolves when what is stored is as it is waited for. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.wake.push(resolve);
      });
    }
  }
}
