import type { Usage } from '../model.ts';
import type { ConversationEvent, Prompt, TurnEnd } from './events.ts';

/** One question and its answer, as far as it has come. */
export interface Turn {
  readonly id: string;
  /** When it was asked, ms since 1970. */
  readonly at: number;
  readonly prompt: Prompt;
  readonly endpoint: string;
  readonly model: string;
  /** Most tokens it was allowed. */
  readonly maxTokens: number;
  readonly thought: string;
  /** How long it thought, ms. */
  readonly thoughtMs?: number;
  readonly text: string;
  readonly usage?: Usage;
  /** Undefined while it runs. */
  readonly end?: TurnEnd;
}

/** A conversation as the sum of its events. Events of unknown turns, and of turns that have ended, change nothing. */
export class Conversation {
  private readonly byId = new Map<string, Turn>();

  constructor(readonly id: string) {}

  get turns(): readonly Turn[] {
    return [...this.byId.values()];
  }

  turn(id: string): Turn | undefined {
    return this.byId.get(id);
  }

  apply(event: ConversationEvent): void {
    const { turn: id } = event;
    if (event.type === 'turn') {
      if (!this.byId.has(id)) {
        const { at, prompt, endpoint, model, maxTokens } = event;
        this.byId.set(id, { id, at, prompt, endpoint, model, maxTokens, thought: '', text: '' });
      }
      return;
    }
    if (event.type === 'removed') {
      this.byId.delete(id);
      return;
    }
    const turn = this.byId.get(id);
    if (turn && !turn.end) {
      this.byId.set(id, grown(turn, event));
    }
  }
}

type Growth = Exclude<ConversationEvent, { type: 'turn' | 'removed' }>;

function grown(turn: Turn, event: Growth): Turn {
  switch (event.type) {
    case 'thought':
      return { ...turn, thought: turn.thought + event.text };
    case 'thoughtEnded':
      return { ...turn, thoughtMs: event.ms };
    case 'text':
      return { ...turn, text: turn.text + event.text };
    case 'usage':
      return { ...turn, usage: event.usage };
    case 'end':
      return { ...turn, end: event.end };
  }
}
