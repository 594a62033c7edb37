import type { ResponseFormat, Usage } from '../model.ts';
import type { Overrides } from '../parameters/overrides.ts';
import { Branches, type Place } from './branches.ts';
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

/** Which of how many versions a turn is, from 1. */
export interface Version {
  readonly number: number;
  readonly of: number;
}

/**
 * A conversation as the sum of its events. Events of unknown turns, and of turns that have ended, change nothing; nor do those of
 * a window that goes on with an answer which another window has taken up since.
 */
export class Conversation {
  private byId = new Map<string, Turn>();
  private branches = new Branches();
  private ownTitle = '';
  private isPinned = false;
  /** One for each branch that has been summarized; the newest last. */
  private ownSummaries: readonly CompactedEvent[] = [];
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

  /** What stands in for earlier turns of the branch that is shown when a question is sent. */
  get compaction(): CompactedEvent | undefined {
    const { shown } = this.branches;
    // Of a turn that is not loaded it is not known in which branch it is: in all that are, then.
    return this.ownSummaries.findLast(({ turn }) => !this.byId.has(turn) || shown.includes(turn));
  }

  /** All summaries that are kept: one for each branch that has one. The newest last. */
  get summaries(): readonly CompactedEvent[] {
    return this.ownSummaries;
  }

  /** What it asks with in place of the settings. */
  get overrides(): Overrides {
    return this.ownParameters;
  }

  /** Whether the person undid the last summary, and wants all messages sent. */
  get wantsAll(): boolean {
    return this.undone;
  }

  /** The turns of the branch that is shown, in order. */
  get turns(): readonly Turn[] {
    return this.branches.shown.flatMap((id) => this.byId.get(id) ?? []);
  }

  /** The turns of all branches, in the order that they were asked in. */
  get allTurns(): readonly Turn[] {
    return [...this.byId.values()];
  }

  /** Of whichever branch. */
  turn(id: string): Turn | undefined {
    return this.byId.get(id);
  }

  /** Whether the turn is in the branch that is shown. */
  isShown(id: string): boolean {
    return this.branches.shown.includes(id);
  }

  version(id: string): Version {
    const versions = this.branches.versions(id);
    return { number: versions.indexOf(id) + 1, of: versions.length };
  }

  /** The next (1) or the previous (-1) version of the turn, going round at the ends; the turn itself when it has no other. */
  otherVersion(id: string, by: 1 | -1): string {
    const versions = this.branches.versions(id);
    return versions.at((versions.indexOf(id) + by) % versions.length) ?? id;
  }

  /** Where a turn stands, in the words of the event that put it there. */
  placeOf(id: string): Place {
    const [first] = this.branches.versions(id);
    const after = this.branches.before(id);
    return first !== undefined && first !== id ? { instead: first } : after === undefined ? {} : { after };
  }

  /** The turns that are shown where there are several; `shown` events of them, in this order, show the same again. */
  get choices(): readonly string[] {
    return this.branches.choices;
  }

  /**
   * Becomes what `whole` is, which holds more of the same conversation. What is shown stays in view, whichever branch another window
   * has gone to.
   */
  adopt(whole: Conversation): void {
    const last = this.branches.shown.at(-1);
    this.byId = new Map(whole.byId);
    this.branches = whole.branches;
    if (last !== undefined && this.byId.has(last)) {
      this.branches.show(last);
    }
    this.ownTitle = whole.ownTitle;
    this.isPinned = whole.isPinned;
    this.ownSummaries = whole.ownSummaries;
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
        this.ownSummaries = [...this.ownSummaries.filter(({ turn }) => turn !== event.turn), event];
        this.undone = false;
        return;
      case 'uncompacted':
        this.ownSummaries = [];
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
        this.branches.add(id, event);
        this.byId.set(id, { id, at, prompt, endpoint, model, maxTokens, ...(format ? { format } : {}), thought: '', text: '' });
      }
      return;
    }
    if (event.type === 'removed') {
      this.byId.delete(id);
      this.branches.remove(id);
      return;
    }
    if (event.type === 'shown') {
      this.branches.show(id);
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
type Growth = Exclude<TurnEvent, { type: 'turn' | 'removed' | 'shown' | 'continued' }>;

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
