/** USD per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** What an endpoint's list, or our own knowledge, tells of a model. All but the id may be unknown. */
export interface ModelInfo {
  /** Exactly as the endpoint spells it, and as it is sent. */
  readonly id: string;
  /** A name for people. */
  readonly name?: string;
  readonly ownedBy?: string;
  /** ms since 1970. */
  readonly createdAt?: number;
  /** Tokens, question and answer together. */
  readonly contextWindow?: number;
  /** Most tokens of one answer. */
  readonly maxOutput?: number;
  /** As listed. Two zeros are a list that was not filled in as often as a gift. */
  readonly price?: Price;
  /** Optional request fields that it is said to know, as the wire spells them. */
  readonly parameters?: readonly string[];
  /** What it reads, such as `text` and `image`. */
  readonly modalities?: readonly string[];
  /** It thinks before it answers. */
  readonly thinks?: boolean;
  /** A page about it. */
  readonly pageUrl?: string;
}
