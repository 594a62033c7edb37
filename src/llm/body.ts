import { LatheError } from '../core/errors.ts';
import { isObject, parseJson } from './json.ts';
import { SseReader, type SseEvent } from './sse.ts';
import { itemsOf, type WireItem } from './wireItem.ts';

/** Longest JSON body, characters. */
const maxBodyLength = 16 * 1024 * 1024;

interface Reader {
  feed(text: string): readonly WireItem[];
  end(text: string): readonly WireItem[];
}

/**
 * A successful response's body as items, one batch a network read: a stream, or JSON that was answered to a stream
 * request (ModelsLab does so for failures, others for whole answers). What it is is told by how it begins; the content
 * type decides only what the first characters leave open.
 * `onRead` is called for each network read. When `bytes` throws, what had come is still given first. Throws `protocol` for a page of HTML.
 */
export async function* readItems(
  bytes: AsyncIterable<Uint8Array>,
  contentType: string,
  onRead: () => void,
): AsyncGenerator<readonly WireItem[], void, undefined> {
  // Drops a byte-order mark, and keeps the bytes of a character that was cut.
  const decoder = new TextDecoder();
  let head = '';
  let reader: Reader | undefined;
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const chunk of bytes) {
      onRead();
      let text = decoder.decode(chunk, { stream: true });
      if (!reader) {
        head += text;
        reader = readerFor(head, contentType, false);
        text = head;
      }
      const items = reader?.feed(text) ?? [];
      if (items.length > 0) {
        yield items;
      }
    }
  } catch (error) {
    failure = { error };
  }
  let rest = decoder.decode();
  if (!reader) {
    rest = head + rest;
    reader = failure ? undefined : readerFor(rest, contentType, true);
  }
  const items = reader?.end(rest) ?? [];
  if (items.length > 0) {
    yield items;
  }
  if (failure) {
    throw failure.error;
  }
}

/** Undefined while the beginning does not tell yet. */
function readerFor(head: string, contentType: string, atEnd: boolean): Reader | undefined {
  const start = head.trimStart();
  if (start === '') {
    return undefined;
  }
  if (start.startsWith('{') || start.startsWith('[')) {
    return jsonReader();
  }
  if (start.startsWith('<')) {
    throw new LatheError({ code: 'protocol', retryable: true });
  }
  if (contentType.includes('event-stream') || /^(?::|(?:data|event|id|retry) *:)/.test(start)) {
    return sseReader();
  }
  // A field name may still be on its way.
  return start.length < 8 && !atEnd ? undefined : jsonReader();
}

function sseReader(): Reader {
  const reader = new SseReader();
  const items = (events: readonly SseEvent[], atEnd: boolean): readonly WireItem[] =>
    events.flatMap((event) => itemsOf(event, atEnd));
  return {
    feed: (text) => items(reader.feed(text), false),
    end: (text) => items(reader.end(text), true),
  };
}

function jsonReader(): Reader {
  const parts: string[] = [];
  let length = 0;
  return {
    feed(text) {
      length += text.length;
      if (length > maxBodyLength) {
        throw new LatheError({ code: 'protocol', retryable: true });
      }
      parts.push(text);
      return [];
    },
    end(text) {
      const whole = parts.join('') + text;
      const parsed = parseJson(whole);
      // Some gateways wrap a failure in a list.
      const value: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
      if (isObject(value)) {
        return [{ type: 'json', value, event: undefined }, { type: 'done' }];
      }
      return /^\s*[[{"]/.test(whole)
        ? [{ type: 'bad', length: whole.length, lost: true }]
        : [{ type: 'plain', text: whole }];
    },
  };
}
