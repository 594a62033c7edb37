import type { ResponseFormat } from '../core/model.ts';

/**
 * The system message with a request for JSON in words: the documents want the prompt to ask for it beside
 * `response_format` (https://docs.modelslab.com/llm-api/advanced-parameters), and where the wire or the endpoint has no such
 * field the words are all there is.
 */
export function withJsonWords(system: string, format: ResponseFormat | undefined): string {
  if (!format) {
    return system;
  }
  const words =
    format.type === 'json'
      ? 'Answer with one JSON object and nothing else.'
      : `Answer with one JSON value and nothing else. It must match this JSON Schema:\n${JSON.stringify(format.schema)}`;
  return system === '' ? words : `${system}\n\n${words}`;
}
