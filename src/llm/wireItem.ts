import { isObject, parseJson, type JsonObject } from './json.ts';
import type { SseEvent } from './sse.ts';

/** One thing the endpoint said, before anyone asks what it means. */
export type WireItem =
  | { readonly type: 'json'; readonly value: JsonObject; readonly event: string | undefined }
  /** The end marker, `[DONE]` in a stream; a JSON body is followed by one too. */
  | { readonly type: 'done' }
  /** Not JSON. `lost`: it looks like a chunk, so words of the answer may be missing. The text itself goes no further. */
  | { readonly type: 'bad'; readonly length: number; readonly lost: boolean }
  /** The whole body, when it is plain words. */
  | { readonly type: 'plain'; readonly text: string };

/**
 * Tells an event's data as items. One event can hold several: ModelsLab's documented sample prints `data:` lines with no
 * blank line between them, which the format itself reads as one event of many lines.
 * `atEnd`: the event was closed by the end of the stream, so a piece that is not JSON is a cut one.
 */
export function tellItems({ data, event }: SseEvent, atEnd: boolean, onItem: (item: WireItem) => void): void {
  const whole = itemOf(data, event, atEnd);
  if (whole?.type !== 'bad' || !data.includes('\n')) {
    if (whole) {
      onItem(whole);
    }
    return;
  }
  for (const line of data.split('\n')) {
    const item = itemOf(line, event, atEnd);
    if (item) {
      onItem(item);
    }
  }
}

function itemOf(data: string, event: string | undefined, atEnd: boolean): WireItem | undefined {
  const text = data.trim();
  if (text === '') {
    return undefined;
  }
  if (text === '[DONE]') {
    return { type: 'done' };
  }
  const value = parseJson(text);
  if (isObject(value)) {
    return { type: 'json', value, event };
  }
  return { type: 'bad', length: text.length, lost: !atEnd && text.startsWith('{') };
}
