import type * as vscode from 'vscode';
import type { TurnProgress } from '../../core/chat/progress.ts';
import type { Hunk } from '../../core/edit/hunk.ts';
import type { OwnedLine } from '../../core/edit/ownedLine.ts';
import type { Failure } from '../../core/errors.ts';
import type { Disposable } from '../../core/lifecycle.ts';
import type { ChatRequest } from '../../core/model.ts';

/** How the words of an edit ended. What came of it is in review in any case. */
export type EditEnd =
  | { readonly type: 'finished' }
  | { readonly type: 'stopped' }
  | { readonly type: 'out-of-tokens' }
  | { readonly type: 'no-code' }
  /** It cannot be written. `reason` is for the person. */
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'failed'; readonly failure: Failure };

export interface EditRequest {
  readonly document: vscode.TextDocument;
  /** What may be rewritten, as whole lines. */
  readonly range: vscode.Range;
  /** Such as `Refactor`. */
  readonly title: string;
  /** What code begins with in a range that has none; not given, it is taken from the lines around. */
  readonly indentation?: string;
  /** A blank line is to divide it from text right above, as where something is appended to a file. */
  readonly isApart?: boolean;
  /** What is asked for; or, where the text is there already, what the lines of the range become. */
  readonly request: ChatRequest | GivenLines;
  /** Builds the request again, for Retry. */
  readonly rebuild?: () => ChatRequest | Promise<ChatRequest>;
}

/** Lines that nobody has to be asked for any more. */
export interface GivenLines {
  readonly old: readonly string[];
  readonly now: readonly string[];
  /** How they were given their place, for the person. */
  readonly match: string;
}

/** A review as JSON, to outlive the window. */
export interface EditState extends Pick<EditRequest, 'title' | 'indentation' | 'isApart'> {
  readonly id: string;
  /** URI of the document. */
  readonly uri: string;
  readonly firstLine: number;
  readonly lines: readonly OwnedLine[];
  /** What has come of an answer that can be gone on from. */
  readonly answer?: string;
  /** Of lines that were given only how they were given their place is kept. */
  readonly request: ChatRequest | Pick<GivenLines, 'match'>;
}

/** An edit that runs or is in review. */
export interface EditSession {
  readonly id: string;
  readonly document: vscode.TextDocument;
  readonly title: string;
  /** How lines that were given found their place; nothing can be asked for again then. Undefined where a model was asked. */
  readonly match?: string | undefined;
  readonly state: 'waiting' | 'thinking' | 'writing' | 'review' | 'ended';
  readonly end?: EditEnd;
  /** What the model has said so far, as it came, thought left out; nothing of it is lost when it cannot be written. */
  readonly answer: string;
  /** `tokens` is an estimate of what has come, thoughts included. */
  readonly progress: { readonly tokens: number; readonly tokensPerSecond: number; readonly wait?: TurnProgress };
  /** The region now. */
  readonly range: vscode.Range;
  /** The changes that the person has not decided on. */
  readonly hunks: readonly Hunk[];
  /** Old lines that the stream has not reached. */
  readonly pendingRange?: vscode.Range | undefined;
  /** The lines of the document that this edit is about, of which there may be none any more, and what they are without it. */
  readonly region: { readonly firstLine: number; readonly length: number; readonly original: readonly string[] };
  /** The document without what this edit wrote. */
  baseText(): string;
  /** Ends the words; what came stays in review. */
  stop(): void;
  accept(hunkId?: string): Promise<void>;
  reject(hunkId?: string): Promise<void>;
  /** Takes everything back and asks again. */
  retry(): void;
  /** Whether the words were cut off or stopped behind code that they can go on from, and that the person has not rewritten. */
  readonly canContinue: boolean;
  /** Asks for the rest of an answer that was cut off, and goes on in its place; nothing where it cannot. */
  continue(): void;
  /** Resolves when no more words come. */
  readonly done: Promise<EditEnd>;
  save(): EditState;
}

/** All edits, by document. */
export interface Edits extends Disposable {
  start(request: EditRequest): EditSession;
  of(document: vscode.TextDocument): readonly EditSession[];
  /** Those that run or are in review, of all documents. */
  readonly open: readonly EditSession[];
  /** Tells of each change of an edit, its end included. */
  readonly onDidChange: vscode.Event<EditSession>;
  /** Tells what an edit asks by itself: for the rest of its answer, or once more where nobody is left who can build its request. */
  readonly onDidAskAgain: vscode.Event<{ readonly session: EditSession; readonly request: ChatRequest }>;
  /** Brings back reviews of documents that are open and have the very text that the states belong to. */
  restore(states: readonly EditState[]): void;
}
