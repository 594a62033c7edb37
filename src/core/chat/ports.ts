import type { Parameters } from '../model.ts';

/** Where journals are kept. */
export interface JournalStore {
  /** The whole journal; undefined when there is none. Throws when it is there and cannot be read. */
  read(id: string): Promise<string | undefined>;
  /** Adds `text` at the end, in the order of the calls. Never throws; a write that fails is logged and tried with the next. */
  append(id: string, text: string): void;
  /** Resolves when all that was appended so far is written, or could not be, though it was tried again. */
  flush(): Promise<void>;
}

/** What each request takes from the person's settings, read at the time of asking. */
export interface RequestSettings {
  /** The endpoint's name, as failures are told with it. */
  readonly endpointName: string;
  readonly model: string;
  readonly system: string;
  readonly parameters: Parameters;
}
