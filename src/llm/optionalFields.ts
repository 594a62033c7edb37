/** Fields of a request body that an answer can do without, as either wire spells them. */
const optional: ReadonlySet<string> = new Set([
  'temperature',
  'top_p',
  'top_k',
  'frequency_penalty',
  'presence_penalty',
  'repetition_penalty',
  'seed',
  'stop',
  'stop_sequences',
  'response_format',
  'tools',
  'tool_choice',
  // Not left out, but spelled `max_completion_tokens`, as OpenAI's newer models want it.
  'max_tokens',
]);

/** Which fields of `body` may be left out when an endpoint refuses them by name. */
export function optionalFields(body: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(body).filter((field) => optional.has(field));
}

/** `body` without the fields that are undefined, or that this endpoint has refused. */
export function definedFields(
  body: Readonly<Record<string, unknown>>,
  without: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(body).filter(([field, value]) => value !== undefined && !(optional.has(field) && without.has(field))),
  );
}
