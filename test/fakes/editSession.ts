import * as vscode from 'vscode';
import type { Hunk } from '../../src/core/edit/hunk.ts';
import type { ChatRequest } from '../../src/core/model.ts';
import type { EditEnd, EditRequest, Edits, EditSession, EditState } from '../../src/host/edits/editSession.ts';

const request: EditState['request'] = {
  model: 'm',
  system: '',
  messages: [],
  parameters: { maxTokens: 1, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};

type State = EditSession['state'];

/** An edit of a real document that a test plays: it says what has come, and the document is changed accordingly. */
export class FakeEditSession implements EditSession {
  state: State = 'waiting';
  end?: EditEnd;
  answer = '';
  progress: EditSession['progress'] = { tokens: 0, tokensPerSecond: 0 };
  hunks: readonly Hunk[] = [];
  pendingRange?: vscode.Range;
  /** The calls it got, such as `accept 1`. */
  readonly calls: string[] = [];
  readonly done: Promise<EditEnd>;
  private finished: (end: EditEnd) => void = () => undefined;

  constructor(
    readonly id: string,
    readonly document: vscode.TextDocument,
    readonly title: string,
    private readonly changed: (session: EditSession) => void,
  ) {
    this.done = new Promise((resolve) => (this.finished = resolve));
  }

  get range(): vscode.Range {
    const starts = this.hunks.map(({ start }) => start);
    const ends = this.hunks.map(({ start, end }) => Math.max(start, end));
    const first = Math.min(...starts, this.pendingRange?.start.line ?? Infinity);
    const last = Math.max(...ends, this.pendingRange?.end.line ?? 0);
    return this.document.validateRange(new vscode.Range(Number.isFinite(first) ? first : 0, 0, last, 0));
  }

  /** Replaces lines of the document, and makes a hunk of it. */
  async write(start: number, removed: number, added: readonly string[]): Promise<void> {
    const lines = Array.from({ length: removed }, (_, index) => this.document.lineAt(start + index).text);
    await this.replace(start, start + removed, added);
    const hunk: Hunk = { id: `${this.hunks.length + 1}`, state: 'pending', start, end: start + added.length, removed: lines };
    this.hunks = [...this.hunks, hunk];
  }

  /** Tells that it is in this state now. */
  go(state: State, more: Partial<Pick<FakeEditSession, 'end' | 'progress' | 'pendingRange'>> = {}): void {
    this.state = state;
    Object.assign(this, more);
    if (state === 'review' || state === 'ended') {
      this.finished(this.end ?? { type: 'finished' });
    }
    this.changed(this);
  }

  get region(): EditSession['region'] {
    const [firstLine, end] = [this.hunks[0]?.start ?? 0, this.hunks.at(-1)?.end ?? 0];
    const lines = this.baseText().split('\n');
    return { firstLine, length: end - firstLine, original: lines.slice(firstLine, end + lines.length - this.document.lineCount) };
  }

  baseText(): string {
    const lines = this.document.getText().split('\n');
    for (const { start, end, removed } of this.hunks.toReversed()) {
      lines.splice(start, end - start, ...removed);
    }
    return lines.join('\n');
  }

  stop(): void {
    this.calls.push('stop');
    this.go('review', { end: { type: 'stopped' } });
  }

  accept(id?: string): Promise<void> {
    this.calls.push(`accept ${id ?? 'all'}`);
    this.decided(this.hunks.filter((hunk) => id === undefined || hunk.id === id));
    return Promise.resolve();
  }

  async reject(id?: string): Promise<void> {
    this.calls.push(`reject ${id ?? 'all'}`);
    for (const hunk of this.hunks.filter((each) => id === undefined || each.id === id).toReversed()) {
      await this.replace(hunk.start, hunk.end, hunk.removed);
      const by = hunk.removed.length - (hunk.end - hunk.start);
      this.hunks = this.hunks.map((each) => (each.start > hunk.start ? { ...each, start: each.start + by, end: each.end + by } : each));
      this.decided([hunk]);
    }
  }

  canContinue = false;

  continue(): void {
    this.calls.push('continue');
  }

  retry(): void {
    this.calls.push('retry');
  }

  save(): EditState {
    return { id: this.id, uri: this.document.uri.toString(), title: this.title, firstLine: 0, lines: [], request };
  }

  private decided(hunks: readonly Hunk[]): void {
    const ids = new Set(hunks.map(({ id }) => id));
    this.hunks = this.hunks.filter(({ id }) => !ids.has(id));
    this.go(this.hunks.length === 0 ? 'ended' : this.state);
  }

  private async replace(start: number, end: number, lines: readonly string[]): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(this.document.uri, new vscode.Range(start, 0, end, 0), lines.map((line) => `${line}\n`).join(''));
    await vscode.workspace.applyEdit(edit);
  }
}

/** The edits that a test has begun. */
export class FakeEdits implements Edits {
  private readonly emitter = new vscode.EventEmitter<EditSession>();
  private readonly sessions: FakeEditSession[] = [];
  readonly onDidChange = this.emitter.event;
  readonly onDidAskAgain = new vscode.EventEmitter<{ readonly session: EditSession; readonly request: ChatRequest }>().event;
  readonly restored: EditState[] = [];
  private wake: () => void = () => undefined;

  begin(document: vscode.TextDocument, title = 'Refactor'): FakeEditSession {
    const session = new FakeEditSession(`fake-${this.sessions.length + 1}`, document, title, (changed) => {
      this.emitter.fire(changed);
    });
    this.sessions.push(session);
    return session;
  }

  start({ document, title }: EditRequest): EditSession {
    return this.begin(document, title);
  }

  of(document: vscode.TextDocument): readonly FakeEditSession[] {
    return this.sessions.filter((session) => session.document === document && session.state !== 'ended');
  }

  get open(): readonly FakeEditSession[] {
    return this.sessions.filter(({ state }) => state !== 'ended');
  }

  restore(states: readonly EditState[]): void {
    this.restored.push(...states);
    this.wake();
  }

  /** Resolves when something has been brought back, once `deed` is done. */
  async untilRestored(deed?: () => Promise<void>): Promise<void> {
    await deed?.();
    while (this.restored.length === 0) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
