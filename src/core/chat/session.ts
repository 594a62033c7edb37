import { toFailure } from '../errors.ts';
import { Emitter } from '../lifecycle.ts';
import type { Logger } from '../logger.ts';
import type { ChatModel, ModelDelta } from '../model.ts';
import { buildRequest } from '../prompt/chat.ts';
import { Conversation } from './conversation.ts';
import type { ConversationEvent, Prompt, TurnEnd } from './events.ts';
import { journalHeader, journalLine, readJournal } from './journal.ts';
import type { JournalStore, RequestSettings } from './ports.ts';

/** `opened`: another conversation is shown now, to be read whole. */
export type SessionEvent = ConversationEvent | { readonly type: 'opened' };

interface Running {
  readonly turn: string;
  readonly controller: AbortController;
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
    const running: Running = { turn, controller: new AbortController() };
    this.running = running;
    this.record({
      type: 'turn',
      turn,
      at: this.deps.now(),
      prompt,
      endpoint: settings.endpointName,
      model: settings.model,
      maxTokens: parameters.maxTokens,
    });
    void this.run(running, this.deps.model.stream(request, running.controller.signal));
    return turn;
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
    running?.controller.abort();
  }

  private async run(running: Running, deltas: AsyncIterable<ModelDelta>): Promise<void> {
    try {
      for await (const delta of deltas) {
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
        this.record({ type: 'text', turn, text: delta.text });
        return;
      case 'usage':
        this.record({ type: 'usage', turn, usage: delta.usage });
        return;
      case 'finish':
        this.end(running, { type: 'finished', reason: delta.reason });
        return;
      case 'toolCall':
        // No tools are offered, so a call is a model's own idea; there is nothing to run and nothing to show.
        return;
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
