import type * as vscode from 'vscode';
import * as v from 'valibot';
import type { Endpoint } from '../../core/endpoint.ts';
import { noteKey, type ModelNote, type ModelNotes, type NoteChange } from '../../core/models/modelNotes.ts';
import { stateKeys } from '../../ids.ts';

/** Most notes that are kept; the oldest go first. */
const limit = 500;

const count = v.exactOptional(v.pipe(v.number(), v.minValue(0)));

const note = v.object({
  refused: v.exactOptional(v.array(v.string())),
  unavailableAt: count,
  contextWindow: count,
  maxOutput: count,
  tokenRatio: count,
});

const stored = v.record(v.string(), v.unknown());

/** Notes in VS Code's global state. Read anew each time: another window may have learnt something. */
export class MementoModelNotes implements ModelNotes {
  constructor(private readonly state: vscode.Memento) {}

  get(endpoint: Endpoint, model: string): ModelNote {
    const result = v.safeParse(note, this.all()[noteKey(endpoint, model)]);
    return result.success ? result.output : {};
  }

  update(endpoint: Endpoint, model: string, change: NoteChange): void {
    const key = noteKey(endpoint, model);
    const others = Object.entries(this.all()).filter(([each]) => each !== key);
    const laid = Object.entries({ ...this.get(endpoint, model), ...change }).filter(([, value]) => value !== undefined);
    // The newest stands last.
    this.save([...others, ...(laid.length > 0 ? [[key, Object.fromEntries(laid)] as const] : [])].slice(-limit));
  }

  /** Forgets all of one endpoint: what it refused once it may take now. */
  clear(endpoint: Endpoint): void {
    const prefix = noteKey(endpoint, '');
    this.save(Object.entries(this.all()).filter(([key]) => !key.startsWith(prefix)));
  }

  private all(): Readonly<Record<string, unknown>> {
    const result = v.safeParse(stored, this.state.get(stateKeys.modelNotes));
    return result.success ? result.output : {};
  }

  private save(entries: readonly (readonly [string, unknown])[]): void {
    // A note that is not kept is learnt again.
    void Promise.resolve(this.state.update(stateKeys.modelNotes, Object.fromEntries(entries))).catch(() => undefined);
  }
}
