import { journalLines, type JournalEntry } from '../../src/core/chat/journal.ts';
import type { JournalStore } from '../../src/core/chat/ports.ts';

/** Journals in memory. A test may put texts in, as another window would. */
export class FakeJournalStore implements JournalStore {
  /** Reads in flight wait for this. */
  readable: Promise<void> = Promise.resolve();
  /** The disk is full: what is appended is kept, and goes out with the first append after. */
  full = false;
  private readonly own = new Map<string, number>();
  private readonly kept = new Map<string, readonly JournalEntry[]>();

  /** `texts`: those of another window, which this one shares. */
  constructor(readonly texts = new Map<string, string>()) {}

  size(id: string): Promise<number | undefined> {
    const text = this.texts.get(id);
    return Promise.resolve(text === undefined ? undefined : Buffer.byteLength(text));
  }

  async read(id: string, from: number, to: number): Promise<Uint8Array> {
    await this.readable;
    return Buffer.from(this.texts.get(id) ?? '').subarray(from, to);
  }

  touch(): void {
    // Nothing is ever purged here.
  }

  append(id: string, entry: JournalEntry): void {
    const entries = [...this.unwritten(id), entry];
    this.kept.set(id, this.full ? entries : []);
    const lines = this.full ? '' : journalLines(entries);
    if (lines !== '') {
      this.texts.set(id, (this.texts.get(id) ?? '') + lines);
      this.own.set(id, this.ownBytes(id) + Buffer.byteLength(lines));
    }
  }

  unwritten(id: string): readonly JournalEntry[] {
    return this.kept.get(id) ?? [];
  }

  ownBytes(id: string): number {
    return this.own.get(id) ?? 0;
  }

  written(): Promise<void> {
    return Promise.resolve();
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }
}
