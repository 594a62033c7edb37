import * as vscode from 'vscode';
import { CodeExtractor } from '../../core/edit/codeExtractor.ts';
import type { Hunk } from '../../core/edit/hunk.ts';
import { IndentFitter } from '../../core/edit/indentFitter.ts';
import { OwnedLines } from '../../core/edit/ownedLines.ts';
import { ProgressWatch } from '../../core/chat/progress.ts';
import { toFailure, type Failure } from '../../core/errors.ts';
import { DisposableStore } from '../../core/lifecycle.ts';
import type { ChatModel, ChatRequest } from '../../core/model.ts';
import { after } from '../timer.ts';
import type { EditEnd, EditRequest, EditSession, EditState } from './editSession.ts';
import { LineWriter } from './lineWriter.ts';
import { indentStyle } from './place.ts';

/** About so many characters are a token. */
const charactersPerToken = 4;

/** Rewrites whole lines of a document with what a model answers, line by line as they come, and keeps whose each line is. */
export class StreamedEdit implements EditSession {
  readonly document: vscode.TextDocument;
  readonly title: string;
  done: Promise<EditEnd>;
  state: EditSession['state'] = 'waiting';
  end?: EditEnd;
  private readonly store = new DisposableStore();
  private readonly writer: LineWriter;
  private readonly watch: ProgressWatch;
  private controller = new AbortController();
  private finished: (end: EditEnd) => void = () => undefined;
  private request: ChatRequest;
  private began = 0;
  private characters = 0;

  constructor(
    readonly id: string,
    private readonly order: Omit<EditRequest, 'range'>,
    writer: LineWriter,
    private readonly model: ChatModel,
    private readonly changed: (session: EditSession) => void,
  ) {
    this.document = order.document;
    this.title = order.title;
    this.request = order.request;
    this.done = new Promise((resolve) => (this.finished = resolve));
    this.writer = this.store.add(writer);
    this.store.add(
      writer.onDidChange(() => {
        if (writer.undone && this.state !== 'ended') {
          this.controller.abort();
          this.close();
        } else {
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

  baseText(): string {
    return this.writer.originalText();
  }

  /** Asks and writes, until the words end. Never throws. */
  async run(): Promise<void> {
    this.controller = new AbortController();
    this.go('waiting');
    const extractor = new CodeExtractor();
    const fitter = new IndentFitter({ base: this.writer.indentation, opening: this.writer.indentation, ...(this.writer.editor ? indentStyle(this.writer.editor) : { unit: '  ', tabSize: 2 }) });
    const { signal } = this.controller;
    let answer = '';
    let rest = '';
    let wrote = false;
    let reason = '';
    let failure: Failure | undefined;
    const write = (code: string): void => {
      const lines = (rest + fitter.push(code)).split('\n');
      rest = lines.pop() ?? '';
      wrote ||= lines.length > 0 || rest !== '';
      if (lines.length > 0) {
        this.writer.push(lines);
      }
    };
    try {
      for await (const delta of this.model.stream(this.request, signal, this.watch.take)) {
        if (signal.aborted) {
          break;
        }
        if (delta.type === 'reasoning' || delta.type === 'text') {
          this.began ||= Date.now();
          this.characters += delta.text.length;
          this.go(delta.type === 'reasoning' ? 'thinking' : 'writing');
        }
        if (delta.type === 'text') {
          answer += delta.text;
          write(extractor.push(delta.text));
        } else if (delta.type === 'finish') {
          reason = delta.reason;
        }
      }
    } catch (error) {
      failure = signal.aborted ? undefined : toFailure(error);
    }
    write(extractor.finish(reason === 'stop'));
    if (rest !== '' && (reason === 'stop' || failure === undefined)) {
      this.writer.push([rest]);
    }
    const complete = reason === 'stop' && wrote;
    if (complete) {
      this.writer.finish();
    }
    await this.writer.written();
    this.endWith(endOf({ failure, stopped: signal.aborted, reason, wrote, answer, refused: this.writer.refused }));
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
    void (async () => {
      this.stop();
      await this.done;
      await this.writer.decide('reject');
      this.request = (await this.order.rebuild?.()) ?? this.request;
      this.writer.restart();
      this.began = 0;
      this.characters = 0;
      delete this.end;
      this.done = new Promise((resolve) => (this.finished = resolve));
      await this.run();
    })();
  }

  save(): EditState {
    const { id, title, request } = this;
    return { id, uri: this.document.uri.toString(), title, request, ...this.writer.save() };
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

  private async decide(decision: 'accept' | 'reject', hunkId?: string): Promise<void> {
    await this.writer.decide(decision, hunkId);
    if (this.hunks.length === 0 && !this.isRunning) {
      this.close();
    } else {
      this.tell();
    }
  }

  private go(state: EditSession['state']): void {
    this.state = state;
    this.tell();
  }

  private endWith(end: EditEnd): void {
    if (this.state === 'ended') {
      return;
    }
    this.end = end;
    this.state = this.hunks.length > 0 ? 'review' : 'ended';
    this.finished(end);
    this.tell();
  }

  private close(): void {
    this.state = 'ended';
    this.finished(this.end ?? { type: 'stopped' });
    this.tell();
    this.dispose();
  }

  private tell(): void {
    this.changed(this);
  }
}

function endOf(outcome: {
  readonly failure: Failure | undefined;
  readonly stopped: boolean;
  readonly reason: string;
  readonly wrote: boolean;
  readonly answer: string;
  readonly refused: boolean;
}): EditEnd {
  const { failure, stopped, reason, wrote, answer, refused } = outcome;
  if (refused) {
    return { type: 'refused', reason: vscode.l10n.t('The file cannot be edited. Nothing more was written.') };
  }
  if (failure) {
    return { type: 'failed', failure };
  }
  if (stopped) {
    return { type: 'stopped' };
  }
  if (reason === 'length') {
    return { type: 'out-of-tokens', answer };
  }
  return wrote ? { type: 'finished' } : { type: 'no-code', answer };
}

/** The lines of the document that a range touches. One that ends before the first character of a line leaves that out. */
export function linesOf(document: vscode.TextDocument, range: vscode.Range): OwnedLines {
  const lines: string[] = [];
  for (let line = range.start.line; line <= lastLineOf(range); line += 1) {
    lines.push(document.lineAt(line).text);
  }
  return new OwnedLines(lines);
}

function lastLineOf({ start, end }: vscode.Range): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}
