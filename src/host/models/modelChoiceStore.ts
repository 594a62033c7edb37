import type * as vscode from 'vscode';
import * as v from 'valibot';
import { noChoices, type ModelChoices } from '../../core/models/modelChoices.ts';
import { stateKeys } from '../../ids.ts';

const ids = v.array(v.string());
const choices = v.object({ favourites: ids, recent: ids });
const stored = v.record(v.string(), v.unknown());

/** Favourite and recent models in VS Code's global state, by the endpoint's address. */
export class ModelChoiceStore {
  constructor(private readonly state: vscode.Memento) {}

  get(address: string): ModelChoices {
    const result = v.safeParse(choices, this.all()[address]);
    return result.success ? result.output : noChoices;
  }

  /** Changes what is kept of the endpoint; resolves when VS Code has it. */
  async change(address: string, change: (before: ModelChoices) => ModelChoices): Promise<void> {
    await this.state.update(stateKeys.modelChoices, { ...this.all(), [address]: change(this.get(address)) });
  }

  private all(): Readonly<Record<string, unknown>> {
    const result = v.safeParse(stored, this.state.get(stateKeys.modelChoices));
    return result.success ? result.output : {};
  }
}
