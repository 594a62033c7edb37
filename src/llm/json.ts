/** A JSON object as it came: every field is unknown until it has been looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The field as an object; undefined when it is anything else. */
export function objectAt(value: unknown, field: string): JsonObject | undefined {
  const found = isObject(value) ? value[field] : undefined;
  return isObject(found) ? found : undefined;
}

/** The field as an array; empty when it is anything else. */
export function arrayAt(value: unknown, field: string): readonly unknown[] {
  const found = isObject(value) ? value[field] : undefined;
  return Array.isArray(found) ? found : [];
}

/** The field as a non-empty string. */
export function stringAt(value: unknown, field: string): string | undefined {
  const found = isObject(value) ? value[field] : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The field as a finite number of at least 0. */
export function countAt(value: unknown, field: string): number | undefined {
  const found = isObject(value) ? value[field] : undefined;
  return typeof found === 'number' && Number.isFinite(found) && found >= 0 ? found : undefined;
}

/** The value, or undefined when `text` is not JSON. The parser's own error quotes the text, so it goes no further. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
