import * as vscode from 'vscode';
import { CodeExtractor } from '../../core/edit/codeExtractor.ts';
import { IndentFitter } from '../../core/edit/indentFitter.ts';
import { toFailure, type Failure } from '../../core/errors.ts';
import { DisposableStore } from '../../core/lifecycle.ts';
import type { ChatModel, ChatRequest } from '../../core/model.ts';
import { GeneratingMark } from './generatingMark.ts';
import { indentationFor } from './place.ts';
import { StreamedInsertion, type InsertionFailure } from './streamedInsertion.ts';

/** How a generation ended. `no-code`: the model answered, in `answer`, without any. */
export type GenerationEnd =
  | { readonly type: 'finished' }
  | { readonly type: 'out-of-tokens'; readonly answer: string }
  | { readonly type: 'filtered'; readonly answer: string }
  | { readonly type: 'stopped' }
  | { readonly type: 'no-code'; readonly answer: string }
  | { readonly type: 'not-insertable'; readonly reason: Exclude<InsertionFailure, 'undone'>; readonly answer: string }
  | { readonly type: 'failed'; readonly failure: Failure };

/**
 * Streams code from the model into a document at a cursor, token by token, and can be stopped. Its place goes on moving
 * with the document until it is disposed, so that trying again finds it.
 */
export class Generation implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly controller = new AbortController();
  private readonly insertion: StreamedInsertion;
  private readonly extractor = new CodeExtractor();
  private readonly fitter: IndentFitter;
  private readonly mark: GeneratingMark;
  private answer = '';
  private written = false;
  private finish: string | undefined;
  private refused: InsertionFailure | undefined;
  private word = vscode.l10n.t('Lathe is waiting for the model...');

  constructor(
    editor: vscode.TextEditor,
    position: vscode.Position,
    private readonly model: ChatModel,
  ) {
    this.document = editor.document;
    this.fitter = new IndentFitter(indentationFor(editor, position));
    this.mark = this.store.add(new GeneratingMark(this.document));
    this.insertion = this.store.add(
      new StreamedInsertion(
        this.document,
        position,
        () => {
          this.showMark();
        },
        (failure) => {
          this.refused = failure;
          this.controller.abort();
        },
      ),
    );
  }

  readonly document: vscode.TextDocument;

  /** Where the next code would go. */
  get position(): vscode.Position {
    return this.insertion.position;
  }

  /** Whether any code has come. */
  get wrote(): boolean {
    return this.written;
  }

  /** Ends it; what came stays in the document. */
  stop(): void {
    this.controller.abort();
  }

  /** Runs to its end, once; never throws. */
  async run(request: ChatRequest): Promise<GenerationEnd> {
    this.showMark();
    const failure = await this.stream(request);
    this.write(this.extractor.finish(this.finish === 'stop'));
    await this.insertion.finish();
    this.mark.dispose();
    return this.end(failure);
  }

  dispose(): void {
    this.store.dispose();
  }

  private async stream(request: ChatRequest): Promise<Failure | undefined> {
    const { signal } = this.controller;
    try {
      for await (const delta of this.model.stream(request, signal)) {
        if (signal.aborted) {
          return undefined;
        }
        if (delta.type === 'reasoning') {
          this.say(vscode.l10n.t('Lathe is thinking...'));
        } else if (delta.type === 'text') {
          this.say(vscode.l10n.t('Lathe is writing...'));
          this.answer += delta.text;
          this.write(this.extractor.push(delta.text));
        } else if (delta.type === 'finish') {
          this.finish = delta.reason;
        }
      }
      return undefined;
    } catch (error) {
      return signal.aborted ? undefined : toFailure(error);
    }
  }

  private end(failure: Failure | undefined): GenerationEnd {
    if (this.refused === 'undone') {
      return { type: 'stopped' };
    }
    if (this.refused) {
      return { type: 'not-insertable', reason: this.refused, answer: this.answer };
    }
    if (failure) {
      return { type: 'failed', failure };
    }
    if (this.controller.signal.aborted) {
      return { type: 'stopped' };
    }
    if (this.finish === 'length') {
      return { type: 'out-of-tokens', answer: this.answer };
    }
    if (this.finish === 'content-filter') {
      return { type: 'filtered', answer: this.answer };
    }
    return this.written ? { type: 'finished' } : { type: 'no-code', answer: this.answer };
  }

  private write(code: string): void {
    const fitted = this.fitter.push(code);
    if (fitted !== '') {
      this.written = true;
      this.insertion.push(fitted);
    }
  }

  private say(word: string): void {
    if (this.word !== word) {
      this.word = word;
      this.showMark();
    }
  }

  private showMark(): void {
    this.mark.show(this.position, this.word);
  }
}
