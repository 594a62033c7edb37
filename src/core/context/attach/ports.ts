import type { Reference } from '../../chat/events.ts';
import type { Source, StoredTray } from './source.ts';

/** Why a thing that was attached asks for attention, though it is sent. */
export type Warning =
  /** It is of a kind that usually holds secrets, and was named by hand. */
  | 'secret'
  /** An ignore file names it, and it was named by hand. */
  | 'ignored'
  /** A link leads out of the workspace there, and it was named by hand. */
  | 'outside'
  /** It is longer than what is sent. */
  | 'cut'
  /** It holds more files than are looked at. */
  | 'too-many'
  /** Files in it were left out: secrets, or what is ignored. */
  | 'left-out';

/** Why a thing cannot be sent. */
export type Fault = 'missing' | 'unreadable' | 'binary' | 'too-large' | 'empty' | 'no-git' | 'blind' | 'failed';

/** What an attachment is at the moment. */
export type Taken =
  | {
      readonly type: 'text';
      readonly reference: Reference;
      /** By estimate. */
      readonly tokens: number;
      readonly warnings: readonly Warning[];
      /** Words on what is in it, for whoever asks; localized; may be empty. */
      readonly note: string;
    }
  | { readonly type: 'fault'; readonly label: string; readonly fault: Fault };

export interface TakeOptions {
  /** What is asked, for what is chosen by it; empty while nothing is. */
  readonly question: string;
  /** Called with 0 to 1 where it takes long. */
  readonly onProgress: (share: number) => void;
}

/** Takes what sources point to. */
export interface Taker {
  /** Never throws but after an abort: what cannot be had is a fault. */
  take(source: Source, signal: AbortSignal, options: TakeOptions): Promise<Taken>;
  /** What the chip says before that. */
  label(source: Source): string;
}

/** Where what was attached and not sent is kept. */
export interface TrayStore {
  load(): StoredTray;
  save(stored: StoredTray): void;
  /** A source that is gone for good: what was made for it may go too. */
  release(source: Source): void;
}
