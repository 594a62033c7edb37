import type { Failure } from '../core/errors.ts';
import type { FinishReason, ModelDelta, ToolCall, Usage } from '../core/model.ts';
import { CallsInText } from './callsInText.ts';
import { finishReasonOf } from './finishReason.ts';
import type { JsonObject } from './json.ts';
import { ThoughtSplitter, type SplitText } from './reasoning.ts';
import { ThoughtBlocks } from './thoughtBlocks.ts';
import { mintedId, ToolCalls, type ToolFragment } from './toolCalls.ts';
import { mergeUsage } from './usage.ts';

export interface AnswerOptions {
  /** The text begins inside a thought, see `opensThought`. */
  readonly thoughtOpened: boolean;
  /** Tools were offered, so that calls written into the text are calls. */
  readonly tools: boolean;
}

/**
 * One answer while it arrives, the same for both wires: the decoders say what came, the client takes the deltas and
 * asks at the end how it ended.
 */
export class Answer {
  private out: ModelDelta[] = [];
  // Text of one kind that came since the last delta: pieces of one network read are one delta.
  private joining: SplitText['type'] = 'text';
  private joined = '';
  private readonly splitter: ThoughtSplitter;
  private readonly written: CallsInText | undefined;
  private readonly tools = new ToolCalls();
  private readonly thoughts = new ThoughtBlocks();
  private usage: Usage | undefined;
  private finishRaw: string | undefined;
  private textSeen = false;
  private chunks = 0;
  private done = false;
  private lost = false;

  constructor({ thoughtOpened, tools }: AnswerOptions) {
    this.splitter = new ThoughtSplitter(thoughtOpened);
    this.written = tools ? new CallsInText() : undefined;
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
    if (text === '') {
      return;
    }
    if (this.splitter.isPastThought) {
      this.showText(text);
    } else {
      this.emit(this.splitter.push(text));
    }
  }

  addReasoning(text: string): void {
    if (text !== '') {
      this.splitter.sawThought();
      this.join('reasoning', text);
    }
  }

  /** A thought in the wire's own form, as it opens. */
  openThoughtBlock(index: number, block: JsonObject): void {
    this.thoughts.open(index, block);
  }

  growThoughtBlock(index: number, field: 'thinking' | 'signature', text: string): void {
    this.thoughts.grow(index, field, text);
  }

  addReasoningDetail(detail: JsonObject): void {
    this.thoughts.addDetail(detail);
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
    this.flush();
    const { out } = this;
    if (out.length > 0) {
      this.out = [];
    }
    return out;
  }

  /** The last deltas of an answer that failed: all that was held back, but no call and no finish. */
  abandon(): readonly ModelDelta[] {
    this.emit(this.splitter.end(false));
    this.showText(this.written?.end(false) ?? '', false);
    this.emitUsage();
    return this.take();
  }

  /** The last deltas, `finish` included, or the failure that the end turned out to be. */
  end(): { readonly deltas: readonly ModelDelta[]; readonly failure?: Failure } {
    const reason = this.finishRaw === undefined ? undefined : finishReasonOf(this.finishRaw);
    const complete = reason === undefined ? this.done : reason !== 'length' && reason !== 'content-filter';
    this.emit(this.splitter.end(complete));
    const { calls, broken } = this.callsAtEnd(complete);
    const failure = this.failureAtEnd(complete, calls.length, broken);
    if (failure) {
      this.emitUsage();
      return { deltas: this.take(), failure };
    }
    this.flush();
    if (calls.length > 0) {
      // Only a conversation that goes on with the calls' results has to give the thoughts back.
      this.out.push(...this.thoughts.whole().map((block) => ({ type: 'thoughtBlock', block }) as const));
    }
    this.out.push(...calls.map((call) => ({ type: 'toolCall', call }) as const));
    this.emitUsage();
    this.out.push(finishDelta(reason, this.finishRaw, calls.length));
    return { deltas: this.take() };
  }

  private callsAtEnd(complete: boolean): { readonly calls: readonly ToolCall[]; readonly broken: boolean } {
    const { written } = this;
    this.showText(written?.end(complete) ?? '', false);
    const byWire = this.tools.end(complete);
    if (!written || byWire.calls.length > 0 || byWire.broken) {
      // The wire's own calls are the ones that count; what stood in the text is text, then.
      this.showText(written?.source ?? '', false);
      return byWire;
    }
    return { calls: written.calls.map((call) => ({ id: mintedId(), ...call })), broken: false };
  }

  private failureAtEnd(complete: boolean, calls: number, broken: boolean): Failure | undefined {
    if (this.finishRaw === undefined && !(this.done && (this.textSeen || calls > 0))) {
      return { code: this.began ? 'cut-off' : 'protocol', retryable: true };
    }
    // Words are missing, or a call that the model did finish cannot be read.
    return this.lost || (broken && complete) ? { code: 'protocol', retryable: true } : undefined;
  }

  private emit(pieces: readonly SplitText[]): void {
    for (const { type, text } of pieces) {
      if (type === 'text') {
        this.showText(text);
      } else {
        this.join(type, text);
      }
    }
  }

  /** `search`: whether calls may be written in it. */
  private showText(text: string, search = true): void {
    const shown = search && this.written ? this.written.push(text) : text;
    if (shown !== '') {
      this.textSeen = true;
      this.join('text', shown);
    }
  }

  private join(type: SplitText['type'], text: string): void {
    if (this.joining !== type) {
      this.flush();
      this.joining = type;
    }
    this.joined += text;
  }

  private flush(): void {
    if (this.joined !== '') {
      this.out.push({ type: this.joining, text: this.joined });
      this.joined = '';
    }
  }

  private emitUsage(): void {
    this.flush();
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
