import type { Failure } from '../../core/errors.ts';
import { jsonSchemaRefused } from '../openai/request.ts';

/** Names that are words of every-day prose too: they count only where they are clearly the name of a field. */
const ambiguous: ReadonlySet<string> = new Set(['seed', 'stop', 'tools']);

/** What is said of a field without naming it. */
const circumscribed: Readonly<Record<string, RegExp>> = {
  response_format: /json[_ -]?(?:mode|object|schema)|structured outputs?/i,
  tools: /(?:tool|function)[_ -]?(?:use|call(?:ing|s)?)\b[^.]{0,60}(?:not|n't|un)[ -]?(?:be )?(?:support|enabled|available)|(?:not|n't) support[^.]{0,40}(?:tools?\b|function call)/i,
};

/**
 * The optional field of the request that the failure refuses by name, or undefined. `fields`: those that were sent. OpenAI and
 * Together name it in `error.param`; a relay that answers HTTP 200 has only the words. A schema that is refused goes before the
 * whole `response_format`.
 */
export function refusedField(failure: Failure, fields: readonly string[], hasSchema: boolean): string | undefined {
  if (failure.code !== 'bad-request' && failure.code !== 'unavailable') {
    return undefined;
  }
  const words = failure.detail ?? '';
  const field = fields.find((name) => name === failure.parameter?.replace(/[[.].*$/, '')) ?? fields.find((name) => isNamed(name, words));
  if (field === 'max_tokens') {
    // A value that is too large is another matter; only the spelling is changed here.
    return words.includes('max_completion_tokens') ? field : undefined;
  }
  return field === 'response_format' && hasSchema && /schema/i.test(`${words} ${failure.parameter ?? ''}`) ? jsonSchemaRefused : field;
}

function isNamed(field: string, words: string): boolean {
  const name = ambiguous.has(field)
    ? new RegExp(`["'\`]${field}["'\`]|\\b(?:parameters?|fields?|arguments?|options?|keys?)\\b[\\s:]+${field}\\b|\\b${field}\\s+(?:parameter|field|argument|option)\\b`, 'i')
    : new RegExp(`\\b${field}\\b`, 'i');
  return name.test(words) || (circumscribed[field]?.test(words) ?? false);
}
