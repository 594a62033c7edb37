/**
 * `bearer`: `Authorization: Bearer`; `x-api-key` and `key`: headers of that name; `body`: a field `key` of the chat
 * request's body, which only chat completions know, so that other requests use `bearer`; `none`: no key at all.
 */
export const authForms = ['bearer', 'x-api-key', 'key', 'body', 'none'] as const;

export type AuthForm = (typeof authForms)[number];

/** An endpoint as the client needs it. Settings are read and checked elsewhere; this is the result. */
export interface Endpoint {
  /** The person's name for it, as in `lathe.endpoints`. */
  readonly name: string;
  /** Absolute http(s) URL, without a trailing slash, `/v1`, or a final path such as `/chat/completions`. */
  readonly baseUrl: string;
  readonly wire: 'openai' | 'anthropic';
  /** How the key is sent. Exactly one form: which one wins when several are sent is not documented. */
  readonly auth: AuthForm;
  /** Under which name the chat endpoint takes the model's id. */
  readonly modelField: 'model' | 'model_id' | 'both';
  /** Path of chat completions below `baseUrl`: ModelsLab's is `/chat/completions`, most others' `/v1/chat/completions`. */
  readonly chatPath: string;
  /** Extra headers, sent as they are. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An endpoint with what is needed to talk to it now. The key is held only for the time of one request. */
export interface Connection {
  readonly endpoint: Endpoint;
  /** Undefined only where `endpoint.auth` is `none`. */
  readonly key: string | undefined;
  /** Longest silence on an open stream before the turn fails as `stalled`, ms. Comments count as life. */
  readonly idleTimeoutMs: number;
}
