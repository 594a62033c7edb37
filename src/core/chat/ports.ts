import type { Parameters, ResponseFormat } from '../model.ts';
import type { JournalEntry } from './journal.ts';

/** Where journals are kept. */
export interface JournalStore {
  /** Bytes of the journal; undefined when there is none. Throws when it is there and cannot be read. */
  size(id: string): Promise<number | undefined>;
  /** Its bytes from one place up to another; fewer where it is shorter. Throws when it cannot be read. */
  read(id: string, from: number, to: number): Promise<Uint8Array>;
  /** Tells other windows that this one has it open. Never throws. */
  touch(id: string): void;
  /** Adds at the end, in the order of the calls. Never throws; a write that fails is logged and tried with the next. */
  append(id: string, entry: JournalEntry): void;
  /**
   * Bytes that this window itself has written to the journal so far: what it has grown by beyond these came from another.
   */
  ownBytes(id: string): number;
  /** What was appended and is not written, because it waits, or because its write failed; in the order of the calls. */
  unwritten(id: string): readonly JournalEntry[];
  /** Resolves when all that was appended so far is with the operating system, or could not be written. */
  written(): Promise<void>;
  /** As `written`, but what could not be written is tried once more. */
  flush(): Promise<void>;
}

/** What each request takes from the person's settings, read at the time of asking. */
export interface RequestSettings {
  /** The endpoint's name, as failures are told with it. */
  readonly endpointName: string;
  readonly model: string;
  readonly system: string;
  readonly parameters: Parameters;
  /** The answer is to be JSON. */
  readonly format?: ResponseFormat;
}
