import { arrayAt, isObject, objectAt, parseJson, type JsonObject } from './json.ts';

/**
 * The words for a person in an error body of any of the known shapes, deepest cause first: a relay's own `message` often
 * says only "Provider returned error" while `metadata.raw` holds what the upstream said. Undefined when there are none,
 * or only a page of HTML, which is never shown.
 */
export function errorWords(body: unknown): string | undefined {
  if (Array.isArray(body)) {
    return firstWords(body);
  }
  if (!isObject(body)) {
    return typeof body === 'string' ? plain(body) : undefined;
  }
  const error = body['error'];
  const inner = objectAt(body, 'error') ?? {};
  return firstWords([
    unwrapped(objectAt(inner, 'metadata')?.['raw']),
    leaves(inner['message']),
    typeof error === 'string' ? error : undefined,
    leaves(body['message']),
    // ModelsLab's older endpoints spell it so.
    leaves(body['messege']),
    choiceError(body),
    leaves(inner['detail'] ?? inner['details']),
    leaves(body['detail'] ?? body['details'] ?? body['msg']),
    leaves(firstOf(body['errors'])),
  ]);
}

/** True for a page rather than a message. */
export function isHtml(text: string): boolean {
  return /^\s*<|<(?:!doctype|html|head|body)\b/i.test(text);
}

function firstWords(candidates: readonly unknown[]): string | undefined {
  for (const candidate of candidates) {
    const words = typeof candidate === 'string' ? plain(candidate) : errorWords(candidate);
    if (words !== undefined) {
      return words;
    }
  }
  return undefined;
}

function plain(text: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  const words = text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
  return words === '' || isHtml(words) ? undefined : words;
}

/** An upstream's answer as it was passed on: text, JSON text, or an object. */
function unwrapped(raw: unknown): string | undefined {
  if (typeof raw !== 'string') {
    return errorWords(raw);
  }
  const value = parseJson(raw);
  return isObject(value) || Array.isArray(value) ? errorWords(value) : plain(raw);
}

/** A message may be a bag of validation messages by field: its texts, joined. */
function leaves(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') {
    return value;
  }
  if (depth > 4 || typeof value !== 'object' || value === null) {
    return undefined;
  }
  const named = isObject(value) ? (value['message'] ?? value['msg']) : undefined;
  const parts: readonly unknown[] = named === undefined ? Object.values(value) : [named];
  const texts = parts.flatMap((part) => leaves(part, depth + 1) ?? []);
  return texts.length > 0 ? texts.join(' ') : undefined;
}

function choiceError(body: JsonObject): string | undefined {
  const choice = arrayAt(body, 'choices')[0];
  return isObject(choice) ? errorWords({ error: choice['error'] }) : undefined;
}

function firstOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value[0];
  }
  return isObject(value) ? Object.values(value)[0] : value;
}
