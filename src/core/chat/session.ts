import { LatheError, toFailure } from '../errors.ts';
import { Emitter } from '../lifecycle.ts';
import type { ChatRequest } from '../model.ts';
import { buildContinuation, buildRequest, unsummarized } from '../prompt/chat.ts';
import type { Place } from './branches.ts';
import { canContinue, type Conversation, type Turn } from './conversation.ts';
import { compact, type CompactionPlan } from './compaction.ts';
import type { Prompt, TurnEnd } from './events.ts';
import type { Since } from './openJournal.ts';
import { OverlapJoiner } from './overlap.ts';
import type { RequestSettings } from './ports.ts';
import { ProgressWatch, type TurnProgress } from './progress.ts';
import { isInterrupted } from './retell.ts';
import { Recording, type OpenResult } from './recording.ts';
import { isSame, withOverrides, type Overrides } from '../parameters/overrides.ts';
import { RunningTurn } from './runningTurn.ts';
import type { AskOptions, SessionDeps } from './sessionDeps.ts';
import type { SessionEvent } from './sessionEvent.ts';

interface RunOptions extends AskOptions {
  /** Nothing is written of the conversation yet. */
  readonly fresh: boolean;
}

/** Each is a request of its own: more than this, and the window is too small for the conversation. */
const mostSummaries = 20;

/** The conversation that goes on: asks, appends what arrives, and ends each turn exactly once. One turn runs at a time. */
export class ChatSession {
  private readonly emitter: Emitter<SessionEvent>;
  private readonly recording: Recording;
  private running: RunningTurn | undefined;
  /** Of a conversation that has no question yet, and so no journal. */
  private early: Overrides | undefined;

  constructor(private readonly deps: SessionDeps) {
    this.emitter = new Emitter((error) => {
      deps.logger.error('a listener of the conversation failed', error);
    });
    this.recording = new Recording(
      deps,
      () => this.running?.id,
      (event) => {
        this.emitter.emit(event);
      },
    );
  }

  /** What is loaded of the conversation: its end at first, and all of it once `whole` has resolved. */
  get conversation(): Conversation {
    return this.recording.conversation;
  }

  get runningTurn(): string | undefined {
    return this.running?.id;
  }

  /** What the running turn waits for. */
  get progress(): TurnProgress | undefined {
    return this.running?.watch.current;
  }

  readonly onEvent: Emitter<SessionEvent>['on'] = (listener) => this.emitter.on(listener);

  /** Opens a stored conversation; what runs is stopped. Only the end is loaded at first. Throws when it cannot be read. */
  async open(id: string): Promise<OpenResult> {
    const opened = await this.recording.read(id);
    if (typeof opened === 'string') {
      return opened;
    }
    this.stop();
    this.early = undefined;
    this.recording.show(opened);
    return 'opened';
  }

  /** Whether there are turns before those that are loaded. */
  get hasEarlier(): boolean {
    return this.recording.hasEarlier;
  }

  /** Loads all of the conversation; told as `extended`. Throws when it cannot be read. */
  whole(): Promise<void> {
    return this.recording.whole();
  }

  /** Resolves when all that was recorded so far is written, or could not be. */
  written(): Promise<void> {
    return this.deps.journals.written();
  }

  /** Takes in what another window has added; told as `opened`. */
  async takeIn(): Promise<void> {
    await this.recording.takeIn();
  }

  /** Stops what runs and begins an empty conversation; the old one stays in its journal. */
  startNew(): void {
    this.stop();
    this.early = undefined;
    this.recording.begin();
  }

  /**
   * All earlier messages are sent again, instead of their summary, and none is made without `summarize`; false when there is no
   * summary, or while an answer runs.
   */
  useAllMessages(): boolean {
    if (this.running || !this.conversation.compaction) {
      return false;
    }
    this.recording.record({ type: 'uncompacted' });
    return true;
  }

  /** What is asked with in place of the settings. */
  get overrides(): Overrides {
    return this.early ?? this.conversation.overrides;
  }

  /** Asks with these from now on, in this conversation alone. */
  configure(overrides: Overrides): void {
    if (isSame(overrides, this.overrides)) {
      return;
    }
    if (this.conversation.turns.length === 0) {
      this.early = overrides;
    } else {
      this.recording.record({ type: 'configured', overrides });
    }
  }

  /** Asks; the answer arrives as events. Returns the new turn's id, or undefined when another turn still runs. */
  ask(prompt: Prompt, options: AskOptions = {}): string | undefined {
    if (this.running) {
      return undefined;
    }
    const after = this.conversation.turns.at(-1)?.id;
    return this.begun(prompt, after === undefined ? {} : { after }, options);
  }

  /**
   * Asks once more in place of a question of the conversation, in a branch of its own that is shown from now on; the old one stays.
   * Without `prompt` the same is asked. Returns the new turn's id, or undefined when another turn runs or there is none to stand beside.
   */
  async branch(turn: string, prompt = this.conversation.turn(turn)?.prompt): Promise<string | undefined> {
    if (this.running || !prompt) {
      return undefined;
    }
    // Which turns are before it is told by all of them.
    await this.whole();
    return this.runningTurn !== undefined || !this.conversation.isShown(turn) ? undefined : this.begun(prompt, { instead: turn });
  }

  /** Shows the branch through a turn; false while an answer runs, and when the turn is not there. */
  show(turn: string): boolean {
    if (this.running || !this.conversation.turn(turn)) {
      return false;
    }
    if (!this.conversation.isShown(turn)) {
      this.recording.record({ type: 'shown', turn });
    }
    return true;
  }

  private begun(prompt: Prompt, place: Place, options: AskOptions = {}): string {
    const turn = this.deps.newId();
    const own = this.deps.settings();
    // What the conversation asks with may stand in a part of it that is still being read.
    const settings = (): RequestSettings => {
      const all = withOverrides(own, this.overrides);
      const { maxTokens = all.parameters.maxTokens } = options;
      return { ...all, parameters: { ...all.parameters, maxTokens } };
    };
    const running = this.begin(turn);
    const { fresh } = this.recording;
    if (this.early) {
      const overrides = this.early;
      this.early = undefined;
      this.recording.record({ type: 'configured', overrides });
    }
    const { format } = settings();
    this.recording.record({
      type: 'turn',
      turn,
      at: this.deps.now(),
      prompt,
      endpoint: own.endpointName,
      model: own.model,
      maxTokens: settings().parameters.maxTokens,
      ...(format ? { format } : {}),
      ...place,
    });
    void this.run(running, { fresh, ...options }, () => buildRequest(settings(), this.before(turn), prompt, this.conversation.compaction));
    return turn;
  }

  /**
   * Goes on with the turn's answer where it was cut off; false when another runs, it is not the last one by now, another window is
   * answering it, or it needs no more.
   */
  async continue(turn: string, { overBudget = false }: Pick<AskOptions, 'overBudget'> = {}): Promise<boolean> {
    const last = await this.lastByNow(turn);
    if (!last || !canContinue(last)) {
      return false;
    }
    const settings = withOverrides(this.deps.settings(), this.overrides);
    const { endpointName: endpoint, model, parameters } = settings;
    // An answer that had more to say than it was allowed is not given less for the rest.
    const maxTokens = Math.max(parameters.maxTokens, last.maxTokens);
    const running = this.begin(turn, { joiner: new OverlapJoiner(last.text), run: this.deps.newId() });
    this.recording.record({ type: 'continued', ...running.of, at: this.deps.now(), endpoint, model, maxTokens });
    const asked = { ...settings, parameters: { ...parameters, maxTokens } };
    void this.run(running, { fresh: false, overBudget }, () => buildContinuation(asked, this.before(turn), last, this.conversation.compaction));
    return true;
  }

  /**
   * Asks the turn's question again. What it has answered is kept as another version; without any words it is taken out. False when
   * another runs, it is not the last one by now, or another window is answering it.
   */
  async retry(turn: string, options: AskOptions = {}): Promise<boolean> {
    const last = await this.lastByNow(turn);
    if (!last) {
      return false;
    }
    if (last.text === '' && last.thought === '') {
      const other = this.conversation.otherVersion(turn, 1);
      const place = other === turn ? this.conversation.placeOf(turn) : { instead: other };
      this.recording.record({ type: 'removed', turn });
      this.begun(last.prompt, place, options);
    } else {
      await this.whole();
      if (this.runningTurn !== undefined || !this.conversation.isShown(turn)) {
        return false;
      }
      this.begun(last.prompt, { instead: turn }, options);
    }
    return true;
  }

  /**
   * Takes out the last turn, which got no answer, and shows another version of it where there is one; gives what it asked. Undefined
   * while an answer runs, and for any other turn.
   */
  takeBack(turn: string): Prompt | undefined {
    const last = this.conversation.turns.at(-1);
    if (this.running || last?.id !== turn || last.text !== '' || last.thought !== '') {
      return undefined;
    }
    const other = this.conversation.otherVersion(turn, -1);
    this.recording.record({ type: 'removed', turn });
    if (other !== turn) {
      this.recording.record({ type: 'shown', turn: other });
    }
    return last.prompt;
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

  /** The turn, when it is the last one with all that other windows have added, and nobody answers it. */
  private async lastByNow(turn: string): Promise<Turn | undefined> {
    if (this.running || this.conversation.turns.at(-1)?.id !== turn) {
      return undefined;
    }
    const since = await this.catchUp();
    const last = this.conversation.turns.at(-1);
    if (this.runningTurn !== undefined || last?.id !== turn) {
      return undefined;
    }
    if (since === 'grown' && isInterrupted(last)) {
      this.deps.onElsewhere?.();
      return undefined;
    }
    return last;
  }

  /** What cannot be read now does not keep from going on with what is known. */
  private async catchUp(): Promise<Since> {
    try {
      return await this.recording.takeIn();
    } catch (error) {
      this.deps.logger.warn(`what another window may have added could not be read: ${String(error)}`);
      return 'same';
    }
  }

  private begin(turn: string, continuing: { readonly joiner?: OverlapJoiner; readonly run?: string } = {}): RunningTurn {
    const watch = new ProgressWatch(this.deps.now, this.deps.after, (progress) => {
      this.emitter.emit({ type: 'progress', turn, progress });
    });
    const running = new RunningTurn(turn, {
      now: this.deps.now,
      record: (event) => {
        this.recording.record(event);
      },
      watch,
      ...continuing,
    });
    this.running = running;
    return running;
  }

  /** The turns that were asked before this one. */
  private before(turn: string): readonly Turn[] {
    const { turns } = this.conversation;
    const index = turns.findIndex(({ id }) => id === turn);
    return index < 0 ? turns : turns.slice(0, index);
  }

  private async run(running: RunningTurn, { fresh, summarize, overBudget = false }: RunOptions, make: () => ChatRequest): Promise<void> {
    const build = (): ChatRequest => (overBudget ? { ...make(), overBudget } : make());
    try {
      if (!fresh) {
        if ((await this.catchUp()) === 'lost') {
          await this.recording.retell();
        }
        await this.whole();
      }
      if (this.running !== running) {
        return;
      }
      let request = build();
      let plan = this.planFor(running, request);
      if (plan && this.conversation.wantsAll && summarize !== true) {
        throw new LatheError({ code: 'needs-summary', retryable: true });
      }
      // What does not fit into one summary goes into the next, with the summary before it.
      for (let made = 0; plan && made < mostSummaries; made++) {
        await this.compact(running, plan);
        if (this.running !== running) {
          return;
        }
        request = build();
        plan = this.planFor(running, request);
      }
      running.stopwatch.start(this.deps.estimate?.(request));
      for await (const delta of this.deps.model.stream(request, running.controller.signal, running.follow)) {
        if (this.running !== running) {
          return;
        }
        const end = running.take(delta);
        if (end) {
          this.end(running, end);
        }
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

  private planFor(running: RunningTurn, request: ChatRequest): CompactionPlan | undefined {
    return this.deps.planCompaction?.(request, unsummarized(this.before(running.id), this.conversation.compaction));
  }

  /** In a step of its own, which is told; when it fails, the turn fails with its reason and the question stays. */
  private async compact({ id: turn, controller, watch }: RunningTurn, plan: CompactionPlan): Promise<void> {
    watch.compacting(true);
    const { endpointName: endpoint, model } = this.deps.settings();
    const made = await compact(this.deps.model, plan, controller.signal);
    if (this.running?.id === turn) {
      watch.compacting(false);
      this.recording.record({ type: 'compacted', at: this.deps.now(), endpoint, model, ...made });
    }
  }

  private end(running: RunningTurn, end: TurnEnd): void {
    if (this.running === running) {
      running.close();
      this.running = undefined;
      const measured = running.stopwatch.stop();
      this.recording.record({ type: 'end', ...running.of, end, ...(measured ? { measured } : {}) });
    }
  }
}
