import { toFailure } from '../errors.ts';
import { Emitter } from '../lifecycle.ts';
import type { Logger } from '../logger.ts';
import type { ChatModel, ChatRequest, ModelDelta } from '../model.ts';
import { buildContinuation, buildRequest } from '../prompt/chat.ts';
import { canContinue, Conversation } from './conversation.ts';
import type { ConversationEvent, Prompt, TurnEnd } from './events.ts';
import { journalHeader, journalLine, readJournal } from './journal.ts';
import { OverlapJoiner } from './overlap.ts';
import type { JournalStore, RequestSettings } from './ports.ts';
import { ProgressWatch, type After, type TurnProgress } from './progress.ts';

/**
 * `opened`: another conversation is shown now, to be read whole. `progress`: what the running turn waits for, undefined for nothing;
 * it is told and not journalled.
 */
export type SessionEvent =
  | ConversationEvent
  | { readonly type: 'opened' }
  | { readonly type: 'progress'; readonly turn: string; readonly progress: TurnProgress | undefined };

interface Running {
  readonly turn: string;
  readonly controller: AbortController;
  readonly watch: ProgressWatch;
  /** Of an answer that goes on: takes out what it repeats. */
  readonly joiner?: OverlapJoiner;
  /** When the first thought came, ms; undefined when none came, or when it is over. */
  thinkingSince?: number;
}

export interface SessionDeps {
  readonly model: ChatModel;
  readonly journals: JournalStore;
  readonly settings: () => RequestSettings;
  readonly newId: () => string;
  /** ms since 1970. */
  readonly now: () => number;
  readonly after: After;
  readonly logger: Logger;
}

/** The conversation that goes on: asks, appends what arrives, and ends each turn exactly once. One turn runs at a time. */
export class ChatSession {
  private readonly emitter: Emitter<SessionEvent>;
  private current: Conversation;
  private running: Running | undefined;
  private headerWritten = false;

  constructor(private readonly deps: SessionDeps) {
    this.emitter = new Emitter((error) => {
      deps.logger.error('a listener of the conversation failed', error);
    });
    this.current = new Conversation(deps.newId());
  }

  get conversation(): Conversation {
    return this.current;
  }

  get runningTurn(): string | undefined {
    return this.running?.turn;
  }

  /** What the running turn waits for. */
  get progress(): TurnProgress | undefined {
    return this.running?.watch.current;
  }

  readonly onEvent: Emitter<SessionEvent>['on'] = (listener) => this.emitter.on(listener);

  /**
   * Opens a stored conversation; false when there is none of that id, when it cannot be read, and when another was begun
   * while it was being read: what a person has just started is never taken away.
   */
  async open(id: string): Promise<boolean> {
    const before = this.current;
    const turns = before.turns.length;
    const text = await this.deps.journals.read(id);
    const stored = text === undefined ? undefined : readJournal(id, text);
    if (!stored || this.current !== before || before.turns.length !== turns) {
      return false;
    }
    this.replace(stored, true);
    return true;
  }

  /** Stops what runs and begins an empty conversation; the old one stays in its journal. */
  startNew(): void {
    this.stop();
    this.replace(new Conversation(this.deps.newId()), false);
  }

  /** Asks; the answer arrives as events. Returns the new turn's id, or undefined when another turn still runs. */
  ask(prompt: Prompt, maxTokens?: number): string | undefined {
    if (this.running) {
      return undefined;
    }
    const turn = this.deps.newId();
    const settings = this.deps.settings();
    const parameters = { ...settings.parameters, ...(maxTokens === undefined ? {} : { maxTokens }) };
    const request = buildRequest({ ...settings, parameters }, this.current.turns, prompt);
    const running = this.begin(turn);
    this.record({
      type: 'turn',
      turn,
      at: this.deps.now(),
      prompt,
      endpoint: settings.endpointName,
      model: settings.model,
      maxTokens: parameters.maxTokens,
    });
    void this.run(running, request);
    return turn;
  }

  /** Goes on with the turn's answer where it was cut off; false when another runs, it is not the last one, or it needs no more. */
  continue(turn: string): boolean {
    const last = this.current.turns.at(-1);
    if (this.running || last?.id !== turn || !canContinue(last)) {
      return false;
    }
    const settings = this.deps.settings();
    const { endpointName: endpoint, model, parameters } = settings;
    // An answer that had more to say than it was allowed is not given less for the rest.
    const maxTokens = Math.max(parameters.maxTokens, last.maxTokens);
    const request = buildContinuation({ ...settings, parameters: { ...parameters, maxTokens } }, this.current.turns.slice(0, -1), last);
    const running = this.begin(turn, new OverlapJoiner(last.text));
    this.record({ type: 'continued', turn, at: this.deps.now(), endpoint, model, maxTokens });
    void this.run(running, request);
    return true;
  }

  /** Takes the turn out and asks its question again; false when another runs, or it is not the last one. */
  retry(turn: string, maxTokens?: number): boolean {
    const last = this.current.turns.at(-1);
    if (this.running || last?.id !== turn) {
      return false;
    }
    this.record({ type: 'removed', turn });
    this.ask(last.prompt, maxTokens);
    return true;
  }

  /** Ends the running turn at once, whatever the network does; what came is kept. */
  stop(): void {
    const { running } = this;
    if (running) {
      this.end(running, { type: 'stopped' });
      running.controller.abort();
    }
  }

  /** Lets go of what runs, and records nothing more: the turn is found open when the journal is read again. */
  dispose(): void {
    const { running } = this;
    this.running = undefined;
    running?.watch.dispose();
    running?.controller.abort();
  }

  private begin(turn: string, joiner?: OverlapJoiner): Running {
    const watch = new ProgressWatch(this.deps.now, this.deps.after, (progress) => {
      this.emitter.emit({ type: 'progress', turn, progress });
    });
    const running: Running = { turn, controller: new AbortController(), watch, ...(joiner ? { joiner } : {}) };
    this.running = running;
    return running;
  }

  private async run(running: Running, request: ChatRequest): Promise<void> {
    try {
      for await (const delta of this.deps.model.stream(request, running.controller.signal, running.watch.take)) {
        if (this.running !== running) {
          return;
        }
        this.take(running, delta);
      }
      // The model's contract is that a complete answer ends with `finish`.
      this.end(running, { type: 'failed', failure: { code: 'cut-off', retryable: true } });
    } catch (error) {
      const failure = toFailure(error);
      if (this.running === running && failure.code === 'internal') {
        this.deps.logger.warn(`the turn failed inside: ${failure.detail ?? ''}`);
      }
      this.end(running, { type: 'failed', failure });
    }
  }

  private take(running: Running, delta: ModelDelta): void {
    const { turn } = running;
    switch (delta.type) {
      case 'reasoning':
        running.thinkingSince ??= this.deps.now();
        this.record({ type: 'thought', turn, text: delta.text });
        return;
      case 'text':
        this.endThought(running);
        this.say(running, running.joiner?.push(delta.text) ?? delta.text);
        return;
      case 'usage':
        this.record({ type: 'usage', turn, usage: delta.usage });
        return;
      case 'finish':
        this.end(running, { type: 'finished', reason: delta.reason });
        return;
      case 'thoughtBlock':
      case 'toolCall':
        // No tools are offered, so a call is a model's own idea; there is nothing to run and nothing to show.
        return;
    }
  }

  private say({ turn }: Running, text: string): void {
    if (text !== '') {
      this.record({ type: 'text', turn, text });
    }
  }

  private endThought(running: Running): void {
    if (running.thinkingSince !== undefined) {
      this.record({ type: 'thoughtEnded', turn: running.turn, ms: this.deps.now() - running.thinkingSince });
      delete running.thinkingSince;
    }
  }

  private end(running: Running, end: TurnEnd): void {
    if (this.running !== running) {
      return;
    }
    this.endThought(running);
    this.say(running, running.joiner?.end() ?? '');
    running.watch.dispose();
    this.running = undefined;
    this.record({ type: 'end', turn: running.turn, end });
  }

  private record(event: ConversationEvent): void {
    const { id } = this.current;
    if (!this.headerWritten) {
      this.headerWritten = true;
      this.deps.journals.append(id, journalHeader(id, this.deps.now()));
    }
    this.deps.journals.append(id, journalLine(event));
    this.current.apply(event);
    this.emitter.emit(event);
  }

  private replace(conversation: Conversation, headerWritten: boolean): void {
    this.stop();
    this.current = conversation;
    this.headerWritten = headerWritten;
    this.emitter.emit({ type: 'opened' });
  }
}
