import type { Endpoint } from '../endpoint.ts';

/** What was learnt of one model at one endpoint by using it. */
export interface ModelNote {
  /** Optional request fields that the endpoint refused by name, as the wire spells them; left out from then on. */
  readonly refused?: readonly string[];
  /** When a call last failed because the endpoint does not serve it, ms since 1970; gone after a call that worked. */
  readonly unavailableAt?: number;
  /** Tokens, question and answer together, as a refusal told them. */
  readonly contextWindow?: number;
  /** Most tokens of one answer, as a refusal told them. */
  readonly maxOutput?: number;
  /** Tokens that the endpoint counted for each one we had estimated, averaged; 1 when the estimate is right. */
  readonly tokenRatio?: number;
}

export type NoteChange = { readonly [Field in keyof ModelNote]?: ModelNote[Field] | undefined };

/** Where notes are kept: by address, wire and model. Reading and writing never throw. */
export interface ModelNotes {
  get(endpoint: Endpoint, model: string): ModelNote;
  /** Lays `change` over the note. A field that is undefined is taken out of it. */
  update(endpoint: Endpoint, model: string, change: NoteChange): void;
}

/** The address, wire and model that a note is of, as one text. */
export function noteKey(endpoint: Pick<Endpoint, 'baseUrl' | 'wire'>, model: string): string {
  return `${endpoint.baseUrl} ${endpoint.wire} ${model}`;
}
