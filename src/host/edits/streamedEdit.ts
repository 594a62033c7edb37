import type * as vscode from 'vscode';
import { ContinuedAnswer, continuedRequest, wholeLines } from '../../core/edit/continuation.ts';
import { AnswerReader, type AnswerPlace } from '../../core/edit/answerReader.ts';
import type { Hunk } from '../../core/edit/hunk.ts';
import { ProgressWatch } from '../../core/chat/progress.ts';
import { toFailure, type Failure } from '../../core/errors.ts';
import { DisposableStore } from '../../core/lifecycle.ts';
import type { ChatModel, ChatRequest } from '../../core/model.ts';
import { after } from '../timer.ts';
import { editorOf } from './documentEdit.ts';
import { endOf, notEditable } from './editEnd.ts';
import type { EditEnd, EditRequest, EditSession, EditState, GivenLines } from './editSession.ts';
import type { LineWriter } from './lineWriter.ts';
import { indentationFor, indentStyle } from './place.ts';

/** About so many characters are a token. */
const charactersPerToken = 4;

/** Rewrites whole lines of a document with what a model answers, line by line as they come, and keeps whose each line is. */
export class StreamedEdit implements EditSession {
  readonly document: vscode.TextDocument;
  readonly title: string;
  done: Promise<EditEnd>;
  state: EditSession['state'] = 'waiting';
  end?: EditEnd;
  answer: string;
  private readonly store = new DisposableStore();
  private readonly writer: LineWriter;
  private readonly watch: ProgressWatch;
  private controller = new AbortController();
  private finished: (end: EditEnd) => void = () => undefined;
  private request: EditState['request'];
  private isRetrying = false;
  private reader: AnswerReader | undefined;
  private knownHunks = 0;
  private began = 0;
  private characters = 0;

  constructor(
    readonly id: string,
    private readonly order: Omit<EditRequest, 'range' | 'request'> & Pick<EditState, 'answer'> & { readonly request: EditRequest['request'] | EditState['request'] },
    writer: LineWriter,
    private readonly model: ChatModel,
    private readonly changed: (session: EditSession) => void,
    private readonly askedAgain: (request: ChatRequest) => void,
  ) {
    this.document = order.document;
    this.title = order.title;
    this.request = order.request;
    this.answer = order.answer ?? '';
    this.done = new Promise((resolve) => (this.finished = resolve));
    this.writer = this.store.add(writer);
    this.store.add(
      writer.onDidChange((event) => {
        if (event === 'undone') {
          this.controller.abort();
        }
        const before = this.knownHunks;
        this.knownHunks = this.hunks.length;
        // Where nothing was written there is only something to tell, which stays whatever is typed, until it is dismissed.
        if (!this.isRunning && before !== this.knownHunks) {
          this.settle();
        } else if (this.state !== 'ended') {
          this.tell();
        }
      }),
    );
    this.watch = this.store.add(
      new ProgressWatch(
        () => Date.now(),
        after,
        () => {
          this.tell();
        },
      ),
    );
  }

  get match(): string | undefined {
    return 'match' in this.request ? this.request.match : undefined;
  }

  get progress(): EditSession['progress'] {
    const tokens = Math.round(this.characters / charactersPerToken);
    const seconds = (Date.now() - this.began) / 1000;
    const wait = this.watch.current;
    return { tokens, tokensPerSecond: this.began > 0 && seconds > 0.2 ? tokens / seconds : 0, ...(wait && { wait }) };
  }

  get range(): vscode.Range {
    return this.writer.range;
  }

  get hunks(): readonly Hunk[] {
    return this.writer.hunks;
  }

  get pendingRange(): vscode.Range | undefined {
    return this.isRunning ? this.writer.pendingRange : undefined;
  }

  get region(): EditSession['region'] {
    return this.writer.region;
  }

  baseText(): string {
    return this.writer.originalText();
  }

  get canContinue(): boolean {
    return this.state === 'review' && this.isCut && !this.writer.hasForeign;
  }

  /**
   * Asks and writes, until the words end. Never throws.
   * @param before what has come of the answer already, in whole lines, to be gone on from
   * @param cut what came after them, which stands when nothing more comes
   */
  async run(before = '', cut = ''): Promise<void> {
    const { request: order } = this;
    if ('match' in order) {
      await this.put(order);
      return;
    }
    this.go('waiting');
    const rest = before === '' ? undefined : new ContinuedAnswer(before);
    const request = rest ? continuedRequest(order, before) : order;
    const reader = new AnswerReader(this.place(rest ? this.writer.originalTexts : this.writer.texts));
    this.reader = reader;
    const { signal } = this.controller;
    const take = (text: string): void => {
      this.answer += text;
      this.writer.push(reader.push(text));
    };
    this.answer = before;
    if (rest) {
      await this.writer.rewrite(reader.push(before));
      if (this.writer.refused) {
        this.endWith(notEditable());
        return;
      }
    }
    let reason = '';
    let failure: Failure | undefined;
    let hasGoneOn = false;
    try {
      // It may have been stopped, or its document closed, before anything was asked: nobody pays for an answer that nobody waits for.
      signal.throwIfAborted();
      if (rest) {
        this.askedAgain(request);
      }
      for await (const delta of this.model.stream(request, signal, this.watch.take)) {
        if (signal.aborted) {
          break;
        }
        if (delta.type === 'reasoning' || delta.type === 'text') {
          this.began ||= Date.now();
          this.characters += delta.text.length;
          this.go(delta.type === 'reasoning' ? 'thinking' : 'writing');
        }
        if (delta.type === 'text') {
          hasGoneOn = true;
          take(rest?.push(delta.text) ?? delta.text);
        } else if (delta.type === 'finish') {
          reason = delta.reason;
        }
      }
    } catch (error) {
      failure = signal.aborted ? undefined : toFailure(error);
    }
    take(hasGoneOn ? (rest?.end() ?? '') : cut);
    const isComplete = reason === 'stop';
    this.writer.push(reader.finish(isComplete));
    const { hasCode, isOutside } = reader;
    await this.writer.finish(isComplete && hasCode && !isOutside);
    const { refused, unplaced } = this.writer;
    this.endWith(endOf({ failure, stopped: signal.aborted, reason, hasCode, refused, misfits: isOutside || unplaced > 0 }));
  }

  /** Ends without having begun. */
  refuse(reason: string): void {
    this.end = { type: 'refused', reason };
    this.close();
  }

  /** The document was closed: what came stays as it was then. */
  leave(): void {
    this.writer.close();
    this.controller.abort();
    if (!this.isRunning) {
      this.dispose();
    }
  }

  stop(): void {
    this.controller.abort();
  }

  accept(hunkId?: string): Promise<void> {
    return this.decide('accept', hunkId);
  }

  reject(hunkId?: string): Promise<void> {
    return this.decide('reject', hunkId);
  }

  retry(): void {
    this.askAgain('');
  }

  continue(): void {
    if (this.canContinue) {
      // From the beginning, with all that came at once: so a line that was cut in two is a whole one, and finds its old line.
      const lines = wholeLines(this.answer);
      this.askAgain(lines, this.answer.slice(lines.length));
    }
  }

  save(): EditState {
    const { id, title, match } = this;
    const request = match === undefined ? this.request : { match };
    const { indentation, isApart } = this.order;
    const { answer } = this;
    return {
      id,
      uri: this.document.uri.toString(),
      title,
      request,
      ...(indentation !== undefined && { indentation }),
      ...(isApart !== undefined && { isApart }),
      ...(this.isCut && { answer }),
      ...this.writer.save(),
    };
  }

  /** Shows what was brought back. */
  review(): void {
    this.endWith({ type: 'stopped' });
  }

  dispose(): void {
    this.controller.abort();
    this.store.dispose();
  }

  private get isRunning(): boolean {
    return this.state !== 'review' && this.state !== 'ended';
  }

  /** Whether more could come behind what has: it was cut off, was stopped, or still comes. */
  private get isCut(): boolean {
    if (this.end && !(this.end.type === 'out-of-tokens' || this.end.type === 'failed' || this.end.type === 'stopped')) {
      return false;
    }
    const { reader } = this;
    return reader ? reader.hasCode && !reader.isOutside && wholeLines(this.answer) !== '' : this.order.answer !== undefined;
  }

  /** `before` is what of the answer is to stand, `cut` what came after it; without, everything is taken back first. */
  private askAgain(before: string, cut = ''): void {
    if (this.isRetrying || this.match !== undefined) {
      // A second click while the first one's text is taken back.
      return;
    }
    this.isRetrying = true;
    const { done } = this;
    this.stop();
    // A Stop from now on is meant for the answer to come.
    this.controller = new AbortController();
    void (async () => {
      await done;
      this.done = new Promise((resolve) => (this.finished = resolve));
      this.go('waiting');
      const end = before === '' ? await this.takeBack() : undefined;
      this.isRetrying = false;
      if (end) {
        this.endWith(end);
        return;
      }
      this.began = 0;
      this.characters = 0;
      delete this.end;
      await this.run(before, cut);
    })();
  }

  /** Makes the edit as if it had not begun, with its request built again. What it resolves to kept it from that. */
  private async takeBack(): Promise<EditEnd | undefined> {
    await this.writer.decide('reject');
    if (this.writer.refused) {
      return notEditable();
    }
    this.writer.restart();
    if (this.controller.signal.aborted) {
      return { type: 'stopped' };
    }
    try {
      if (this.order.rebuild) {
        this.request = await this.order.rebuild();
      } else if (!('match' in this.request)) {
        this.askedAgain(this.request);
      }
      return undefined;
    } catch (error) {
      return { type: 'failed', failure: toFailure(error) };
    }
  }

  /** Writes lines that are there already. */
  private async put(given: GivenLines | Pick<GivenLines, 'match'>): Promise<void> {
    this.go('writing');
    this.writer.push('now' in given ? [{ type: 'block', old: given.old, now: given.now }] : []);
    await this.writer.finish(true);
    const { refused, unplaced } = this.writer;
    this.endWith(endOf({ failure: undefined, stopped: this.controller.signal.aborted, reason: 'stop', hasCode: true, refused, misfits: unplaced > 0 }));
  }

  private async decide(decision: 'accept' | 'reject', hunkId?: string): Promise<void> {
    await this.writer.decide(decision, hunkId);
    if (this.writer.refused) {
      this.end = notEditable();
      this.tell();
    } else if (!this.isRunning) {
      this.settle();
    }
  }

  private go(state: EditSession['state']): void {
    this.state = state;
    this.tell();
  }

  private endWith(end: EditEnd): void {
    this.end = end;
    // Without changes there is still something to tell, and to try again.
    const needsPerson = this.hunks.length > 0 || !(end.type === 'finished' || end.type === 'stopped');
    this.state = needsPerson && !this.document.isClosed ? 'review' : 'ended';
    this.finished(end);
    this.tell();
  }

  /** In review as long as there are changes to decide on; an undo may bring them back later. */
  private settle(): void {
    const state = this.hunks.length > 0 ? 'review' : 'ended';
    if (state !== 'ended' || this.state !== 'ended') {
      this.state = state;
      this.tell();
    }
  }

  private close(): void {
    this.state = 'ended';
    this.finished(this.end ?? { type: 'stopped' });
    this.tell();
  }

  private place(region: readonly string[]): AnswerPlace {
    const { document, writer } = this;
    const style = styleOf(document, region);
    const base = region.find((line) => line.trim() !== '');
    const first = writer.save().firstLine;
    return {
      language: document.languageId,
      // Tests are told of the file that they are for, and nobody knows the name of an untitled one.
      ...(this.order.isApart === true || document.isUntitled ? {} : { path: document.uri.path }),
      region,
      isApart: this.order.isApart === true && first > 0 && document.lineAt(first - 1).text.trim() !== '',
      ...style,
      base: base === undefined ? (this.order.indentation ?? this.baseAt(writer.range.start)) : (/^\s*/.exec(base)?.[0] ?? ''),
      surroundings: () => {
        const lines = document.getText().split(/\r\n|\n/);
        const { firstLine } = writer.save();
        return { above: lines.slice(0, firstLine), below: lines.slice(firstLine + writer.texts.length) };
      },
    };
  }

  private baseAt(position: vscode.Position): string {
    const editor = editorOf(this.document);
    return editor ? indentationFor(editor, position).base : '';
  }

  private tell(): void {
    this.changed(this);
  }
}

function styleOf(document: vscode.TextDocument, region: readonly string[]): { readonly unit: string; readonly tabSize: number } {
  const editor = editorOf(document);
  return editor ? indentStyle(editor) : { unit: region.some((line) => line.startsWith('\t')) ? '\t' : '  ', tabSize: 4 };
}
