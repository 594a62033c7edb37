import { LatheError } from '../core/errors.ts';
import { isObject, parseJson } from './json.ts';
import { SseReader } from './sse.ts';
import { tellItems, type WireItem } from './wireItem.ts';

/** Longest JSON body, characters. */
const maxBodyLength = 16 * 1024 * 1024;

interface Reader {
  feed(text: string): void;
  end(text: string): void;
}

/**
 * A successful response's body as items, told one by one: a stream, or JSON that was answered to a stream request (ModelsLab does so
 * for failures, others for whole answers). What it is is told by how it begins; the content type decides only what the first
 * characters leave open.
 */
export class ItemReader {
  // Drops a byte-order mark, and keeps the bytes of a character that was cut.
  private readonly decoder = new TextDecoder();
  private head = '';
  private reader: Reader | undefined;

  constructor(
    private readonly contentType: string,
    private readonly onItem: (item: WireItem) => void,
  ) {}

  /** The bytes of one network read. Throws `protocol` for a page of HTML, and for an event or a body beyond every sensible length. */
  feed(bytes: Uint8Array): void {
    const text = this.decoder.decode(bytes, { stream: true });
    if (this.reader) {
      this.reader.feed(text);
      return;
    }
    this.head += text;
    this.reader = readerFor(this.head, this.contentType, false, this.onItem);
    this.reader?.feed(this.head);
  }

  /** No more comes. `broken`: the connection broke, so that a body whose form is not known yet never will be. */
  end(broken: boolean): void {
    const rest = this.decoder.decode();
    if (this.reader) {
      this.reader.end(rest);
    } else if (!broken) {
      readerFor(this.head + rest, this.contentType, true, this.onItem)?.end(this.head + rest);
    }
  }
}

/** Undefined while the beginning does not tell yet. */
function readerFor(head: string, contentType: string, atEnd: boolean, onItem: (item: WireItem) => void): Reader | undefined {
  const start = head.trimStart();
  if (start === '') {
    return undefined;
  }
  if (start.startsWith('{') || start.startsWith('[')) {
    return jsonReader(onItem);
  }
  if (start.startsWith('<')) {
    throw new LatheError({ code: 'protocol', retryable: true });
  }
  if (contentType.includes('event-stream') || /^(?::|(?:data|event|id|retry) *:)/.test(start)) {
    return sseReader(onItem);
  }
  // A field name may still be on its way.
  return start.length < 8 && !atEnd ? undefined : jsonReader(onItem);
}

function sseReader(onItem: (item: WireItem) => void): Reader {
  let atEnd = false;
  const reader = new SseReader((event) => {
    tellItems(event, atEnd, onItem);
  });
  return {
    feed(text) {
      reader.feed(text);
    },
    end(text) {
      atEnd = true;
      reader.end(text);
    },
  };
}

function jsonReader(onItem: (item: WireItem) => void): Reader {
  const parts: string[] = [];
  let length = 0;
  return {
    feed(text) {
      length += text.length;
      if (length > maxBodyLength) {
        throw new LatheError({ code: 'protocol', retryable: true });
      }
      parts.push(text);
    },
    end(text) {
      const whole = parts.join('') + text;
      const parsed = parseJson(whole);
      // Some gateways wrap a failure in a list.
      const value: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
      if (isObject(value)) {
        onItem({ type: 'json', value, event: undefined });
        onItem({ type: 'done' });
      } else if (/^\s*[[{"]/.test(whole)) {
        onItem({ type: 'bad', length: whole.length, lost: true });
      } else {
        onItem({ type: 'plain', text: whole });
      }
    },
  };
}
