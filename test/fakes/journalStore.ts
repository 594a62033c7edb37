import type { JournalStore } from '../../src/core/chat/ports.ts';

/** Journals in memory. */
export class FakeJournalStore implements JournalStore {
  readonly texts = new Map<string, string>();

  read(id: string): Promise<string | undefined> {
    return Promise.resolve(this.texts.get(id));
  }

  append(id: string, text: string): void {
    this.texts.set(id, (this.texts.get(id) ?? '') + text);
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }
}
