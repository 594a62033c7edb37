import type { Failure } from '../core/errors.ts';
import type { FinishReason, ModelDelta, Usage } from '../core/model.ts';
import { finishReasonOf } from './finishReason.ts';
import { ThoughtSplitter, type SplitText } from './reasoning.ts';
import { ToolCalls, type ToolFragment } from './toolCalls.ts';
import { mergeUsage } from './usage.ts';

/**
 * One answer while it arrives, the same for both wires: the decoders say what came, the client takes the deltas and
 * asks at the end how it ended.
 */
export class Answer {
  private out: ModelDelta[] = [];
  private readonly splitter: ThoughtSplitter;
  private readonly tools = new ToolCalls();
  private usage: Usage | undefined;
  private finishRaw: string | undefined;
  private textSeen = false;
  private chunks = 0;
  private done = false;
  private lost = false;

  /** `thoughtOpened`: the text begins inside a thought, see `opensThought`. */
  constructor(thoughtOpened: boolean) {
    this.splitter = new ThoughtSplitter(thoughtOpened);
  }

  /** A chunk that was understood as one. */
  addChunk(): void {
    this.chunks++;
  }

  /** A chunk that could not be read: the answer is no longer known to be whole. */
  addLoss(): void {
    this.lost = true;
  }

  addText(text: string): void {
    if (text !== '') {
      this.emit(this.splitter.push(text));
    }
  }

  addReasoning(text: string): void {
    if (text !== '') {
      this.splitter.sawThought();
      this.out.push({ type: 'reasoning', text });
    }
  }

  addTool(fragment: ToolFragment): void {
    this.tools.add(fragment);
  }

  addUsage(usage: Usage): void {
    this.usage = mergeUsage(this.usage, usage);
  }

  addFinish(raw: string): void {
    this.finishRaw = raw;
  }

  /** The end marker came. It says that no more follows, not that all is well. */
  addDone(): void {
    this.done = true;
  }

  get began(): boolean {
    return this.chunks > 0;
  }

  get hasText(): boolean {
    return this.textSeen;
  }

  get isDone(): boolean {
    return this.done;
  }

  /** The model has said why it stopped; what may still come is usage and the end marker. */
  get hasFinished(): boolean {
    return this.finishRaw !== undefined;
  }

  /** What came since the last call. */
  take(): readonly ModelDelta[] {
    const out = this.out;
    this.out = [];
    return out;
  }

  /** The last deltas of an answer that failed: all that was held back, but no call and no finish. */
  abandon(): readonly ModelDelta[] {
    this.emit(this.splitter.end(false));
    this.emitUsage();
    return this.take();
  }

  /** The last deltas, `finish` included, or the failure that the end turned out to be. */
  end(): { readonly deltas: readonly ModelDelta[]; readonly failure?: Failure } {
    const reason = this.finishRaw === undefined ? undefined : finishReasonOf(this.finishRaw);
    const complete = reason === undefined ? this.done : reason !== 'length' && reason !== 'content-filter';
    this.emit(this.splitter.end(complete));
    const { calls, broken } = this.tools.end(complete);
    const failure = this.failureAtEnd(complete, calls.length, broken);
    if (failure) {
      this.emitUsage();
      return { deltas: this.take(), failure };
    }
    this.out.push(...calls.map((call) => ({ type: 'toolCall', call }) as const));
    this.emitUsage();
    this.out.push(finishDelta(reason, this.finishRaw, calls.length));
    return { deltas: this.take() };
  }

  private failureAtEnd(complete: boolean, calls: number, broken: boolean): Failure | undefined {
    if (this.finishRaw === undefined && !(this.done && (this.textSeen || calls > 0))) {
      return { code: this.began ? 'cut-off' : 'protocol', retryable: true };
    }
    // Words are missing, or a call that the model did finish cannot be read.
    return this.lost || (broken && complete) ? { code: 'protocol', retryable: true } : undefined;
  }

  private emit(pieces: readonly SplitText[]): void {
    for (const piece of pieces) {
      this.textSeen ||= piece.type === 'text';
      this.out.push(piece);
    }
  }

  private emitUsage(): void {
    if (this.usage && Object.keys(this.usage).length > 0) {
      this.out.push({ type: 'usage', usage: this.usage });
      this.usage = undefined;
    }
  }
}

// Gateways say `stop`, or a word of their own, though there are calls, and `tool_calls` though there are none.
function finishDelta(reason: FinishReason | undefined, raw: string | undefined, calls: number): ModelDelta {
  if (calls > 0 && (reason === undefined || reason === 'stop' || reason === 'other')) {
    return { type: 'finish', reason: 'tool-calls' };
  }
  if (raw !== undefined && (reason === 'other' || (reason === 'tool-calls' && calls === 0))) {
    return { type: 'finish', reason: 'other', raw };
  }
  return { type: 'finish', reason: reason ?? 'stop' };
}
