import type * as vscode from 'vscode';
import * as v from 'valibot';
import type { ModelList, ModelListStore } from '../../core/models/catalogue.ts';
import { stateKeys } from '../../ids.ts';

/** Most endpoints whose lists are kept. */
const limit = 20;

const count = v.exactOptional(v.number());
const words = v.exactOptional(v.array(v.string()));

const list = v.object({
  at: v.number(),
  models: v.array(
    v.object({
      id: v.string(),
      name: v.exactOptional(v.string()),
      ownedBy: v.exactOptional(v.string()),
      createdAt: count,
      contextWindow: count,
      maxOutput: count,
      price: v.exactOptional(v.object({ input: v.number(), output: v.number() })),
      parameters: words,
      modalities: words,
    }),
  ),
});

const stored = v.record(v.string(), v.unknown());

/** The endpoints' lists of models in VS Code's global state. */
export class MementoModelLists implements ModelListStore {
  /** A list of hundreds of models is checked once, not at each question for a price. */
  private readonly checked = new Map<string, ModelList>();

  constructor(private readonly state: vscode.Memento) {}

  get(address: string): ModelList | undefined {
    const known = this.checked.get(address);
    if (known) {
      return known;
    }
    const result = v.safeParse(list, this.all()[address]);
    if (result.success) {
      this.checked.set(address, result.output);
      return result.output;
    }
    return undefined;
  }

  set(address: string, given: ModelList): void {
    this.checked.set(address, given);
    const others = Object.entries(this.all()).filter(([key]) => key !== address);
    const entries = [...others, [address, given] as const].slice(-limit);
    // A list that is not kept is fetched again.
    void Promise.resolve(this.state.update(stateKeys.modelLists, Object.fromEntries(entries))).catch(() => undefined);
  }

  private all(): Readonly<Record<string, unknown>> {
    const result = v.safeParse(stored, this.state.get(stateKeys.modelLists));
    return result.success ? result.output : {};
  }
}
