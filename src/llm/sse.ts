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
  private events: SseEvent[] = [];
  private overflowed = false;
  private readonly parser = createParser({
    maxBufferSize: maxEventLength,
    onEvent: ({ data, event }) => this.events.push({ data, event }),
    onError: (error) => {
      this.overflowed ||= error.type === 'max-buffer-size-exceeded';
    },
  });

  /** Throws `protocol` when an event grows beyond every sensible length. */
  feed(text: string): readonly SseEvent[] {
    this.parser.feed(text);
    if (this.overflowed) {
      throw new LatheError({ code: 'protocol', retryable: true });
    }
    return this.take();
  }

  /** The events that only the end completes. */
  end(text: string): readonly SseEvent[] {
    if (!this.overflowed) {
      this.parser.feed(`${text}\n\n`);
    }
    return this.take();
  }

  private take(): readonly SseEvent[] {
    const events = this.events;
    this.events = [];
    return events;
  }
}
