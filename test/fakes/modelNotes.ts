import type { Endpoint } from '../../src/core/endpoint.ts';
import { noteKey, type ModelNote, type ModelNotes, type NoteChange } from '../../src/core/models/modelNotes.ts';

/** Notes in memory. */
export class FakeModelNotes implements ModelNotes {
  readonly notes = new Map<string, ModelNote>();

  get(endpoint: Endpoint, model: string): ModelNote {
    return this.notes.get(noteKey(endpoint, model)) ?? {};
  }

  update(endpoint: Endpoint, model: string, change: NoteChange): void {
    const laid = Object.entries({ ...this.get(endpoint, model), ...change }).filter(([, value]) => value !== undefined);
    this.notes.set(noteKey(endpoint, model), Object.fromEntries(laid));
  }
}
