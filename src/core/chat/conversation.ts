import type { ResponseFormat, Usage } from '../model.ts';
import type { Overrides } from '../parameters/overrides.ts';
import type { CompactedEvent, ConversationEvent, Prompt, TurnEnd } from './events.ts';
import { joinMeasured, type Measured } from './measured.ts';

/** Whether an answer that ended so can be gone on with: it has words, and was not complete. */
export function canContinue({ text, end }: Turn): boolean {
  if (text.trim() === '' || !end) {
    return false;
  }
  return end.type === 'failed' ? end.failure.retryable : end.type === 'stopped' || end.reason === 'length';
}

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
  /** The answer was asked for as JSON. */
  readonly format?: ResponseFormat;
  readonly thought: string;
  /** How long it thought, ms. */
  readonly thoughtMs?: number;
  readonly text: string;
  readonly usage?: Usage;
  /** What the answer had taken before it was gone on with. */
  readonly earlierUsage?: Usage;
  /** What was estimated and measured of it; known once it has ended. */
  readonly measured?: Measured;
  readonly earlierMeasured?: Measured;
  /** Which time it is gone on with; undefined for the answer as it was first asked for. */
  readonly run?: string;
  /** Undefined while it runs. */
  readonly end?: TurnEnd;
}

/**
 * A conversation as the sum of its events. Events of unknown turns, and of turns that have ended, change nothing; nor do those of
 * a window that goes on with an answer which another window has taken up since.
 */
export class Conversation {
  private byId = new Map<string, Turn>();
  private ownTitle = '';
  private isPinned = false;
  private summary: CompactedEvent | undefined;
  private ownParameters: Overrides = {};
  private undone = false;

  constructor(readonly id: string) {}

  /** As the person called it; empty when it has the title of its first question. */
  get title(): string {
    return this.ownTitle;
  }

  get pinned(): boolean {
    return this.isPinned;
  }

  /** What stands in for earlier turns when a question is sent. */
  get compaction(): CompactedEvent | undefined {
    return this.summary;
  }

  /** What it asks with in place of the settings. */
  get overrides(): Overrides {
    return this.ownParameters;
  }

  /** Whether the person undid the last summary, and wants all messages sent. */
  get wantsAll(): boolean {
    return this.undone;
  }

  get turns(): readonly Turn[] {
    return [...this.byId.values()];
  }

  turn(id: string): Turn | undefined {
    return this.byId.get(id);
  }

  /** Becomes what `whole` is, which holds more of the same conversation. */
  adopt(whole: Conversation): void {
    this.byId = new Map(whole.byId);
    this.ownTitle = whole.ownTitle;
    this.isPinned = whole.isPinned;
    this.summary = whole.summary;
    this.ownParameters = whole.ownParameters;
    this.undone = whole.undone;
  }

  apply(event: ConversationEvent): void {
    switch (event.type) {
      case 'titled':
        this.ownTitle = event.title;
        return;
      case 'pinned':
        this.isPinned = event.pinned;
        return;
      case 'configured':
        this.ownParameters = event.overrides;
        return;
      case 'compacted':
        this.summary = event;
        this.undone = false;
        return;
      case 'uncompacted':
        this.summary = undefined;
        this.undone = true;
        return;
      default:
        this.applyToTurn(event);
    }
  }

  private applyToTurn(event: TurnEvent): void {
    const { turn: id } = event;
    if (event.type === 'turn') {
      if (!this.byId.has(id)) {
        const { at, prompt, endpoint, model, maxTokens, format } = event;
        this.byId.set(id, { id, at, prompt, endpoint, model, maxTokens, ...(format ? { format } : {}), thought: '', text: '' });
      }
      return;
    }
    if (event.type === 'removed') {
      this.byId.delete(id);
      return;
    }
    const turn = this.byId.get(id);
    if (turn && event.type === 'continued') {
      const { endpoint, model, maxTokens, run } = event;
      this.byId.set(id, { ...withoutEnd(turn), endpoint, model, maxTokens, ...(run === undefined ? {} : { run }) });
    } else if (turn && !turn.end && event.type !== 'continued' && event.run === turn.run) {
      this.byId.set(id, grown(turn, event));
    }
  }
}

type TurnEvent = Exclude<ConversationEvent, { type: 'titled' | 'pinned' | 'configured' | 'compacted' | 'uncompacted' }>;
type Growth = Exclude<TurnEvent, { type: 'turn' | 'removed' | 'continued' }>;

function grown(turn: Turn, event: Growth): Turn {
  switch (event.type) {
    case 'thought':
      return { ...turn, thought: turn.thought + event.text };
    case 'thoughtEnded':
      return { ...turn, thoughtMs: (turn.thoughtMs ?? 0) + event.ms };
    case 'text':
      return { ...turn, text: turn.text + event.text };
    case 'usage':
      return { ...turn, usage: turn.earlierUsage ? sumOf(turn.earlierUsage, event.usage) : event.usage };
    case 'end':
      return { ...turn, end: event.end, ...measuredOf(turn, event.measured) };
  }
}

function measuredOf({ earlierMeasured }: Turn, measured: Measured | undefined): { readonly measured?: Measured } {
  const all = measured && earlierMeasured ? joinMeasured(earlierMeasured, measured) : (measured ?? earlierMeasured);
  return all ? { measured: all } : {};
}

function withoutEnd(turn: Turn): Turn {
  const { id, at, prompt, endpoint, model, maxTokens, format, thought, text, thoughtMs, usage, measured } = turn;
  return {
    ...{ id, at, prompt, endpoint, model, maxTokens, thought, text },
    ...(format ? { format } : {}),
    ...(thoughtMs === undefined ? {} : { thoughtMs }),
    ...(usage ? { usage, earlierUsage: usage } : {}),
    ...(measured ? { earlierMeasured: measured } : {}),
  };
}

/** Two requests for one answer: each is billed whole. */
export function sumOf(a: Usage, b: Usage): Usage {
  const fields = ['promptTokens', 'completionTokens', 'reasoningTokens', 'cachedTokens', 'costUsd'] as const;
  const sums: { -readonly [Field in keyof Usage]: Usage[Field] } = {};
  for (const field of fields) {
    if (a[field] !== undefined || b[field] !== undefined) {
      sums[field] = (a[field] ?? 0) + (b[field] ?? 0);
    }
  }
  return sums;
}
