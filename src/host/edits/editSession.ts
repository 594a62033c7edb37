import type * as vscode from 'vscode';
import type { TurnProgress } from '../../core/chat/progress.ts';
import type { Hunk } from '../../core/edit/hunk.ts';
import type { Failure } from '../../core/errors.ts';
import type { ChatRequest } from '../../core/model.ts';

export type EditEnd =
  | { readonly type: 'finished' }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'no-code'; readonly answer: string }
  | { readonly type: 'out-of-tokens'; readonly answer: string }
  | { readonly type: 'refused'; readonly reason: string };

export interface EditRequest {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  readonly title: string;
  readonly request: ChatRequest;
  readonly rebuild?: () => ChatRequest | Promise<ChatRequest>;
}
export interface EditState {
  readonly id: string;
}
export interface EditSession {
  readonly id: string;
  readonly document: vscode.TextDocument;
  readonly title: string;
  readonly state: 'waiting' | 'thinking' | 'writing' | 'review' | 'ended';
  readonly end?: EditEnd;
  readonly progress: { readonly tokens: number; readonly tokensPerSecond: number; readonly wait?: TurnProgress };
  readonly range: vscode.Range;
  readonly hunks: readonly Hunk[];
  readonly pendingRange?: vscode.Range;
  readonly done: Promise<EditEnd>;
  baseText(): string;
  stop(): void;
  accept(hunkId?: string): Promise<void>;
  reject(hunkId?: string): Promise<void>;
  retry(): void;
  save(): EditState;
}
export interface Edits {
  start(request: EditRequest): EditSession;
  of(document: vscode.TextDocument): readonly EditSession[];
  readonly onDidChange: vscode.Event<EditSession>;
  restore(states: readonly EditState[]): void;
  dispose(): void;
}
