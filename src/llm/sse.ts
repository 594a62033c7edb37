import { createParser } from 'eventsource-parser';
import { LatheError } from '../core/errors.ts';

export interface SseEvent {
  /** The `data:` lines of the event, joined by a line feed. */
  readonly data: string;
  /** The `event:` name, where there was one. Many gateways leave it out, so it is only a fallback. */
  readonly event: string | undefined;
}

/** Longest single event, characters. A limit per event, not per stream: an answer may be as long as it likes. */
const maxEventLength = 16 * 1024 * 1024;

/**
 * Text in, events out. Line ends, comments, unknown fields and pieces cut anywhere are the parser's; the last event
 * is given even when the stream ends without its blank line.
 */
export class SseReader {
  private overflowed = false;
  private readonly parser;

  /** `onEvent` is called for each event as soon as it is whole. */
  constructor(onEvent: (event: SseEvent) => void) {
    this.parser = createParser({
      maxBufferSize: maxEventLength,
      onEvent: ({ data, event }) => {
        onEvent({ data, event });
      },
      onError: (error) => {
        this.overflowed ||= error.type === 'max-buffer-size-exceeded';
      },
    });
  }

  /** Throws `protocol` when an event grows beyond every sensible length. */
  feed(text: string): void {
    this.parser.feed(text);
    if (this.overflowed) {
      throw new LatheError({ code: 'protocol', retryable: true });
    }
  }

  /** Gives the event that only the end completes, too. */
  end(text: string): void {
    if (!this.overflowed) {
      this.parser.feed(`${text}\n\n`);
    }
  }
}
