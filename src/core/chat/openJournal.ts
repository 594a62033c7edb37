import { Conversation } from './conversation.ts';
import { conversationOf, endCutTurns, isChain, isHeader, isNewer, parseLines, type JournalEntry } from './journal.ts';
import { readEntries, readTail } from './journalReader.ts';
import type { JournalStore } from './ports.ts';

/** Questions that are read before anything is shown: more than a window is high. */
const firstTurns = 12;
/** More than any header line is long, bytes. */
const headerBytes = 4096;

/** What has become of a journal since it was read: `lost`: the file, or what this window knows of it, is not there any more. */
export type Since = 'same' | 'grown' | 'lost';

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
    const tail = await readTail(store, id, size, firstTurns);
    // What is shown of a conversation with branches is told by all of it.
    const { entries, start } = isChain([...tail.entries, ...store.unwritten(id)]) ? tail : await readTail(store, id, size, Infinity);
    // A newer Lathe that went on with it says so where it did: what lies in the middle is seen when all is read.
    if (isNewer(parseLines(new TextDecoder().decode(head))) || isNewer(entries)) {
      return 'newer';
    }
    store.touch(id);
    return new OpenJournal(store, id, conversationOf(id, [...entries, ...store.unwritten(id)]), start === 0, size, own);
  }

  /**
   * All of it as it is now, with what waits to be written, in which `running` goes on; undefined when it is lost. What is
   * recorded meanwhile may be missing: the caller looks whether anything was, and asks again. Throws when it cannot be read.
   */
  async readWhole(running?: string): Promise<Conversation | undefined> {
    const { id, store } = this;
    for (;;) {
      await store.written();
      const own = store.ownBytes(id);
      const size = await store.size(id);
      if (size === undefined || size < this.expected) {
        return undefined;
      }
      const whole = new Conversation(id);
      for await (const entries of readEntries(store, id, 0, size)) {
        take(whole, entries);
      }
      await store.written();
      // What was on its way to the disk is in neither or in both, unless nothing was.
      if (store.ownBytes(id) === own) {
        take(whole, store.unwritten(id));
        endCutTurns(whole, running);
        this.known = size;
        this.ownBefore = own;
        return whole;
      }
    }
  }

  /** Whether another window has added to it since it was read, or it is gone. Throws when it cannot be read. */
  async since(): Promise<Since> {
    await this.store.written();
    const { expected } = this;
    this.store.touch(this.id);
    const size = (await this.store.size(this.id)) ?? 0;
    return size < expected ? 'lost' : size > expected ? 'grown' : 'same';
  }

  /** Bytes that it has at least, unless it was replaced. */
  private get expected(): number {
    return this.known + this.store.ownBytes(this.id) - this.ownBefore;
  }

  /** From now on, what is there now is what is known. */
  async settle(): Promise<void> {
    await this.store.written();
    this.ownBefore = this.store.ownBytes(this.id);
    this.known = (await this.store.size(this.id)) ?? 0;
  }
}

function take(conversation: Conversation, entries: readonly JournalEntry[]): void {
  if (isNewer(entries)) {
    throw new Error('A newer version of Lathe has gone on with this conversation. Update Lathe, then open it.');
  }
  for (const entry of entries) {
    if (!isHeader(entry)) {
      conversation.apply(entry);
    }
  }
}
