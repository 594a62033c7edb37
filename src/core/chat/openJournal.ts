import { Conversation } from './conversation.ts';
import { conversationOf, endCutTurns, isHeader, isNewer, parseLines } from './journal.ts';
import { readEntries, readTail } from './journalReader.ts';
import type { JournalStore } from './ports.ts';

/** Questions that are read before anything is shown: more than a window is high. */
const firstTurns = 12;
/** More than any header line is long, bytes. */
const headerBytes = 4096;

/** A journal that a conversation was read from, or goes to, and how much of it is known. */
export class OpenJournal {
  private constructor(
    private readonly store: JournalStore,
    readonly id: string,
    /** Its end, read from the end. */
    readonly conversation: Conversation,
    /** Whether that is all of it. */
    readonly complete: boolean,
    private known: number,
    private ownBefore: number,
  ) {}

  /** Of a conversation that begins now. */
  static begun(store: JournalStore, id: string): OpenJournal {
    return new OpenJournal(store, id, new Conversation(id), true, 0, store.ownBytes(id));
  }

  /** Reads the end of it. `newer`: a newer Lathe wrote it, and it is left alone. Throws when it cannot be read. */
  static async open(store: JournalStore, id: string): Promise<OpenJournal | 'missing' | 'newer'> {
    await store.written();
    const size = await store.size(id);
    if (size === undefined) {
      return 'missing';
    }
    const own = store.ownBytes(id);
    const head = await store.read(id, 0, Math.min(size, headerBytes));
    const [header = ''] = new TextDecoder().decode(head).split('\n', 1);
    if (isNewer(parseLines(header))) {
      return 'newer';
    }
    const { entries, start } = await readTail(store, id, size, firstTurns);
    return new OpenJournal(store, id, conversationOf(id, entries), start === 0, size, own);
  }

  /**
   * All of it as it is now, in which `running` goes on. What is recorded meanwhile may be missing: the caller looks whether
   * anything was, and asks again.
   */
  async readWhole(running?: string): Promise<Conversation> {
    await this.store.written();
    const { id, store } = this;
    const own = store.ownBytes(id);
    const size = (await store.size(id)) ?? 0;
    const whole = new Conversation(id);
    for await (const entries of readEntries(store, id, 0, size)) {
      for (const entry of entries) {
        if (!isHeader(entry)) {
          whole.apply(entry);
        }
      }
    }
    endCutTurns(whole, running);
    this.known = size;
    this.ownBefore = own;
    return whole;
  }

  /** Whether another window has added to it since it was read. */
  async grewElsewhere(): Promise<boolean> {
    await this.store.written();
    const own = this.store.ownBytes(this.id) - this.ownBefore;
    return ((await this.store.size(this.id)) ?? 0) > this.known + own;
  }
}
