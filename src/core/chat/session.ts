import { toFailure } from '../errors.ts';
import { Emitter } from '../lifecycle.ts';
import type { Logger } from '../logger.ts';
import type { ChatModel, ChatRequest, ModelDelta } from '../model.ts';
import { buildContinuation, buildRequest, unsummarized } from '../prompt/chat.ts';
import { canContinue, type Conversation, type Turn } from './conversation.ts';
import type { ConversationEvent, Prompt, TurnEnd } from './events.ts';
import { compact, type CompactionPlan } from './compaction.ts';
import { journalHeader, type Workspace } from './journal.ts';
import { OpenJournal } from './openJournal.ts';
import { OverlapJoiner } from './overlap.ts';
import type { JournalStore, RequestSettings } from './ports.ts';
import { ProgressWatch, type After, type TurnProgress } from './progress.ts';

/**
 * `opened`: another conversation is shown now, or another window added to this one; to be read whole. `extended`: earlier turns were
 * put in front. `progress`: what the running turn waits for, undefined for nothing; it is told and not journalled.
 */
export type SessionEvent =
  | ConversationEvent
  | { readonly type: 'opened' }
  | { readonly type: 'extended' }
  | { readonly type: 'progress'; readonly turn: string; readonly progress: TurnProgress | undefined };

/**
 * `newer`: a newer Lathe wrote it. `overtaken`: another was begun while it was being read, and what a person has just started is
 * never taken away.
 */
export type OpenResult = 'opened' | 'missing' | 'newer' | 'overtaken';

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
  /** Where new conversations are begun. */
  readonly workspace?: Workspace;
  /** What is to be summarized before the request can be sent; undefined when it fits, or when its limits are not known. `turns`: those that are sent as they are. */
  readonly planCompaction?: (request: ChatRequest, turns: readonly Turn[]) => CompactionPlan | undefined;
}

/** The conversation that goes on: asks, appends what arrives, and ends each turn exactly once. One turn runs at a time. */
export class ChatSession {
  private readonly emitter: Emitter<SessionEvent>;
  private journal: OpenJournal;
  private running: Running | undefined;
  private headerWritten = false;
  /** Events recorded, to notice that some came while the journal was being read. */
  private recorded = 0;
  private loading: Promise<void> | undefined;

  constructor(private readonly deps: SessionDeps) {
    this.emitter = new Emitter((error) => {
      deps.logger.error('a listener of the conversation failed', error);
    });
    this.journal = OpenJournal.begun(deps.journals, deps.newId());
  }

  /** What is loaded of the conversation: its end, and all of it once `whole` has resolved. */
  get conversation(): Conversation {
    return this.journal.conversation;
  }

  get runningTurn(): string | undefined {
    return this.running?.turn;
  }

  /** What the running turn waits for. */
  get progress(): TurnProgress | undefined {
    return this.running?.watch.current;
  }

  readonly onEvent: Emitter<SessionEvent>['on'] = (listener) => this.emitter.on(listener);

  /** Opens a stored conversation; what runs is stopped. Only the end is loaded at first. Throws when it cannot be read. */
  async open(id: string): Promise<OpenResult> {
    const { journal } = this;
    const turns = journal.conversation.turns.length;
    const opened = await OpenJournal.open(this.deps.journals, id);
    if (typeof opened === 'string') {
      return opened;
    }
    if (this.journal !== journal || journal.conversation.turns.length !== turns) {
      return 'overtaken';
    }
    this.replace(opened, true);
    if (!opened.complete) {
      this.load('extended').catch((error: unknown) => {
        this.deps.logger.error('the earlier part of the conversation could not be read', error);
      });
    }
    return 'opened';
  }

  /** Resolves when all of the conversation is loaded. Throws when it cannot be read. */
  async whole(): Promise<void> {
    await this.loading;
  }

  /** Resolves when all that was recorded so far is written, or could not be. */
  written(): Promise<void> {
    return this.deps.journals.written();
  }

  /** Takes in what another window has added; told as `opened`. */
  async takeIn(): Promise<void> {
    await this.whole();
    if (this.headerWritten && (await this.journal.grewElsewhere())) {
      await this.load('opened');
    }
  }

  /** Stops what runs and begins an empty conversation; the old one stays in its journal. */
  startNew(): void {
    this.stop();
    this.replace(OpenJournal.begun(this.deps.journals, this.deps.newId()), false);
  }

  /** All earlier messages are sent again, instead of their summary; false when there is none, or while an answer runs. */
  useAllMessages(): boolean {
    if (this.running || !this.conversation.compaction) {
      return false;
    }
    this.record({ type: 'uncompacted' });
    return true;
  }

  /** Asks; the answer arrives as events. Returns the new turn's id, or undefined when another turn still runs. */
  ask(prompt: Prompt, maxTokens?: number): string | undefined {
    if (this.running) {
      return undefined;
    }
    const turn = this.deps.newId();
    const settings = this.deps.settings();
    const parameters = { ...settings.parameters, ...(maxTokens === undefined ? {} : { maxTokens }) };
    const running = this.begin(turn);
    // Nobody else can know a conversation that is not written yet.
    const fresh = !this.headerWritten;
    this.record({
      type: 'turn',
      turn,
      at: this.deps.now(),
      prompt,
      endpoint: settings.endpointName,
      model: settings.model,
      maxTokens: parameters.maxTokens,
    });
    void this.run(running, fresh, () => buildRequest({ ...settings, parameters }, this.before(turn), prompt, this.conversation.compaction));
    return turn;
  }

  /** Goes on with the turn's answer where it was cut off; false when another runs, it is not the last one, or it needs no more. */
  continue(turn: string): boolean {
    const last = this.conversation.turns.at(-1);
    if (this.running || last?.id !== turn || !canContinue(last)) {
      return false;
    }
    const settings = this.deps.settings();
    const { endpointName: endpoint, model, parameters } = settings;
    // An answer that had more to say than it was allowed is not given less for the rest.
    const maxTokens = Math.max(parameters.maxTokens, last.maxTokens);
    const running = this.begin(turn, new OverlapJoiner(last.text));
    this.record({ type: 'continued', turn, at: this.deps.now(), endpoint, model, maxTokens });
    const asked = { ...settings, parameters: { ...parameters, maxTokens } };
    void this.run(running, false, () => buildContinuation(asked, this.before(turn), last, this.conversation.compaction));
    return true;
  }

  /** Takes the turn out and asks its question again; false when another runs, or it is not the last one. */
  retry(turn: string, maxTokens?: number): boolean {
    const last = this.conversation.turns.at(-1);
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

  /** The turns that were asked before this one. */
  private before(turn: string): readonly Turn[] {
    const { turns } = this.conversation;
    const index = turns.findIndex(({ id }) => id === turn);
    return index < 0 ? turns : turns.slice(0, index);
  }

  private async run(running: Running, fresh: boolean, build: () => ChatRequest): Promise<void> {
    try {
      if (!fresh) {
        await this.takeIn();
      }
      if (this.running !== running) {
        return;
      }
      let request = build();
      const plan = this.deps.planCompaction?.(request, unsummarized(this.before(running.turn), this.conversation.compaction));
      if (plan) {
        await this.compact(running, plan);
        if (this.running !== running) {
          return;
        }
        request = build();
      }
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

  /** In a step of its own, which is told; when it fails, the turn fails with its reason and the question stays. */
  private async compact({ turn, controller }: Running, plan: CompactionPlan): Promise<void> {
    this.emitter.emit({ type: 'progress', turn, progress: { type: 'compacting' } });
    const { endpointName: endpoint, model } = this.deps.settings();
    const made = await compact(this.deps.model, plan, controller.signal);
    if (this.running?.turn === turn) {
      this.emitter.emit({ type: 'progress', turn, progress: undefined });
      this.record({ type: 'compacted', turn: plan.upTo, at: this.deps.now(), endpoint, model, ...made });
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
    const { id } = this.conversation;
    if (!this.headerWritten) {
      this.headerWritten = true;
      this.deps.journals.append(id, journalHeader(id, this.deps.now(), this.deps.workspace));
    }
    this.recorded++;
    this.deps.journals.append(id, event);
    this.conversation.apply(event);
    this.emitter.emit(event);
  }

  private replace(journal: OpenJournal, headerWritten: boolean): void {
    this.stop();
    this.journal = journal;
    this.headerWritten = headerWritten;
    this.loading = undefined;
    this.emitter.emit({ type: 'opened' });
  }

  /** Reads all of the journal behind what is shown, and then shows it, unless another conversation is by then. */
  private load(told: 'opened' | 'extended'): Promise<void> {
    const { journal } = this;
    const loading = (async () => {
      let recorded: number;
      let whole: Conversation;
      do {
        recorded = this.recorded;
        whole = await journal.readWhole(this.running?.turn);
      } while (this.journal === journal && this.recorded !== recorded);
      if (this.journal === journal) {
        journal.conversation.adopt(whole);
        this.emitter.emit({ type: told });
      }
    })();
    this.loading = loading;
    return loading;
  }
}
