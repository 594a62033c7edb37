import { validate } from 'jsonschema';
import type { JsonSchema } from '../model.ts';

/** What an answer that was to be JSON turned out to be. `at`: where it breaks the schema, as a JSON pointer. */
export type JsonAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: 'not-json' }
  | { readonly ok: false; readonly problem: 'too-deep' }
  | { readonly ok: false; readonly problem: 'schema'; readonly at: string; readonly reason: string };

/**
 * Reads JSON out of an answer, and holds it against the schema where there is one. Models put a fence or a sentence around it even
 * when told not to: the text is tried whole, then what stands in its first fence, then from the first bracket to the last.
 */
export function readJsonAnswer(text: string, schema?: JsonSchema): JsonAnswer {
  for (const candidate of candidates(text)) {
    const value = parsed(candidate);
    if (value !== undefined) {
      if (isTooDeep(value.json)) {
        return { ok: false, problem: 'too-deep' };
      }
      return schema ? checked(value.json, schema) : { ok: true, value: value.json };
    }
  }
  return { ok: false, problem: 'not-json' };
}

/** Levels: what writes JSON, and what holds it against a schema, calls itself for each. */
const deepest = 500;

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) {
      return true;
    }
    level = level.flatMap((each): unknown[] => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

function* candidates(text: string): Generator<string> {
  yield text;
  const fenced = /^[ \t]*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)^[ \t]*\1/m.exec(text);
  if (fenced) {
    yield fenced[2] ?? '';
  }
  const begin = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  if (begin >= 0 && end > begin) {
    yield text.slice(begin, end + 1);
  }
}

function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function checked(value: unknown, schema: JsonSchema): JsonAnswer {
  // This validator walks the schema; it makes no code of it, so that it works where `eval` is forbidden.
  const [error] = validate(value, schema).errors;
  return error
    ? { ok: false, problem: 'schema', at: error.path.map((part) => `/${part}`).join(''), reason: error.message }
    : { ok: true, value };
}
