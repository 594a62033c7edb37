/** What the simulated model says, before any wire format. */
export interface Reply {
  readonly thought: string;
  /** Markdown. */
  readonly text: string;
}

/** A request to generate, freed from its wire format. */
export interface Ask {
  readonly model: string;
  readonly stream: boolean;
  /** Most pieces to send, thought included. */
  readonly maxTokens: number;
  readonly system: string;
  /** Oldest first; never empty. */
  readonly turns: readonly { readonly role: string; readonly text: string }[];
  /** The answer ends before the first of these that it contains. */
  readonly stop: readonly string[];
  /** The answer is to be a JSON object. */
  readonly json: boolean;
}

/** The text of the last user turn; empty when there is none. */
export function questionOf(ask: Ask): string {
  return ask.turns.findLast((turn) => turn.role === 'user')?.text ?? '';
}
