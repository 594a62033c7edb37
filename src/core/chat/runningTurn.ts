import type { ModelDelta, Progress } from '../model.ts';
import type { ConversationEvent, TurnEnd } from './events.ts';
import { Stopwatch } from './measured.ts';
import type { OverlapJoiner } from './overlap.ts';
import type { ProgressWatch } from './progress.ts';

export interface RunningTurnDeps {
  /** ms since 1970. */
  readonly now: () => number;
  readonly record: (event: ConversationEvent) => void;
  readonly watch: ProgressWatch;
  /** Of an answer that goes on: takes out what it repeats, and names the going on. */
  readonly joiner?: OverlapJoiner;
  readonly run?: string;
}

/** The turn that is being answered: makes events of what the model sends. */
export class RunningTurn {
  readonly controller = new AbortController();
  readonly stopwatch: Stopwatch;
  /** When the first thought came, ms; undefined when none came, or when it is over. */
  private thinkingSince: number | undefined;

  constructor(
    readonly id: string,
    private readonly deps: RunningTurnDeps,
  ) {
    this.stopwatch = new Stopwatch(deps.now);
  }

  /** What its events are of. */
  get of(): { readonly turn: string; readonly run?: string } {
    const { run } = this.deps;
    return { turn: this.id, ...(run === undefined ? {} : { run }) };
  }

  get watch(): ProgressWatch {
    return this.deps.watch;
  }

  /** Takes in what happens on the way to the answer. */
  readonly follow = (progress: Progress): void => {
    this.stopwatch.take(progress);
    this.watch.take(progress);
  };

  /** Records what came. Returns how the turn ends when that was said. */
  take(delta: ModelDelta): TurnEnd | undefined {
    const { deps, of } = this;
    switch (delta.type) {
      case 'reasoning':
        this.stopwatch.first();
        this.thinkingSince ??= deps.now();
        deps.record({ type: 'thought', ...of, text: delta.text });
        return undefined;
      case 'text':
        this.stopwatch.first();
        this.endThought();
        this.say(deps.joiner?.push(delta.text) ?? delta.text);
        return undefined;
      case 'usage':
        deps.record({ type: 'usage', ...of, usage: delta.usage });
        return undefined;
      case 'finish':
        return { type: 'finished', reason: delta.reason };
      case 'thoughtBlock':
      case 'toolCall':
        // No tools are offered, so a call is a model's own idea; there is nothing to run and nothing to show.
        return undefined;
    }
  }

  /** Records what was held back; nothing more is taken after it. */
  close(): void {
    this.endThought();
    this.say(this.deps.joiner?.end() ?? '');
    this.watch.dispose();
  }

  private say(text: string): void {
    if (text !== '') {
      this.deps.record({ type: 'text', ...this.of, text });
    }
  }

  private endThought(): void {
    if (this.thinkingSince !== undefined) {
      this.deps.record({ type: 'thoughtEnded', ...this.of, ms: this.deps.now() - this.thinkingSince });
      this.thinkingSince = undefined;
    }
  }
}
