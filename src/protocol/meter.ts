/** What would be sent if the question went out now, in words. All of it is an estimate. */
export interface ShownMeter {
  /** Of what the model reads, 0 to 1; undefined where that is not known. */
  readonly share?: number;
  /** The tokens and the price, as short as can be. */
  readonly text: string;
  /** It, and more, for whoever does not see the ring. */
  readonly name: string;
  readonly rows: readonly ShownRow[];
  /** What is near, or too much. */
  readonly warnings: readonly string[];
  /** Not all of it can go out as it stands. */
  readonly isFull: boolean;
  /** What is left on the account, in words; empty when it was not asked for. Undefined where the endpoint does not tell. */
  readonly balance?: string;
}

export interface ShownRow {
  readonly label: string;
  readonly value: string;
  /** It is counted in a row that follows. */
  readonly isPart?: boolean;
}
