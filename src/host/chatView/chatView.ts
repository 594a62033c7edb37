import * as vscode from 'vscode';
import type { ChatSession, SessionEvent } from '../../core/chat/session.ts';
import { DisposableStore } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import { parseFromPage } from '../../protocol/guards.ts';
import type { FromPage, Status, ToPage } from '../../protocol/messages.ts';
import { pageStrings } from '../pageStrings.ts';
import { DeltaJoiner } from './deltaJoiner.ts';
import { pageHtml } from './html.ts';
import { presentEnd, presentTurn, type Words } from './present.ts';

/** About two frames of a 60 Hz screen, ms. */
const frameMs = 33;

export interface ChatViewDeps {
  readonly session: ChatSession;
  /** Resolves when the conversation of the last window has been read back. */
  readonly opened: () => Promise<void>;
  readonly status: () => Promise<Status>;
  readonly words: Words;
  /** Does what the page asks for; resolves to text to give back to the message box. */
  readonly act: (message: Exclude<FromPage, { type: 'ready' | 'pageError' }>) => Promise<string | undefined>;
  /** What was typed and not sent. */
  readonly draft: () => string;
  readonly extensionUri: vscode.Uri;
  readonly logger: Logger;
}

type Unaddressed<T> = T extends unknown ? Omit<T, 'epoch'> : never;

/** The chat panel's host side: one page at a time, told by snapshot and deltas, never talked to before it is ready. */
export class ChatView implements vscode.WebviewViewProvider, vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly joiner: DeltaJoiner;
  private view: vscode.WebviewView | undefined;
  /** The page that listens now; undefined while there is none, and from its hiding until it is ready again. */
  private epoch: string | undefined;
  private focusWhenReady = false;

  constructor(private readonly deps: ChatViewDeps) {
    this.joiner = new DeltaJoiner(
      (delta) => {
        this.post({ type: 'append', ...delta });
      },
      (callback) => setTimeout(callback, frameMs),
    );
    this.store.add(
      deps.session.onEvent((event) => {
        this.watch(this.tell(event));
      }),
    );
  }

  dispose(): void {
    this.epoch = undefined;
    this.store.dispose();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const roots = ['dist/webview', 'media'].map((path) => vscode.Uri.joinPath(this.deps.extensionUri, path));
    view.webview.options = { enableScripts: true, localResourceRoots: roots };
    const ofView = new DisposableStore();
    ofView.add(
      view.webview.onDidReceiveMessage((message) => {
        this.watch(this.receive(message));
      }),
    );
    ofView.add(
      view.onDidChangeVisibility(() => {
        if (!view.visible) {
          // VS Code throws the hidden page away; the new one will say that it is ready.
          this.epoch = undefined;
        }
      }),
    );
    view.onDidDispose(() => {
      this.view = undefined;
      this.epoch = undefined;
      ofView.dispose();
    });
    view.webview.html = this.html(view.webview);
  }

  /** Shows the panel with the caret in the message box. */
  focusInput(): void {
    this.focusWhenReady = true;
    this.view?.show(false);
    this.giveFocus();
  }

  refreshStatus(): void {
    if (this.epoch !== undefined) {
      this.watch(this.deps.status().then((status) => {
        this.post({ type: 'status', status });
      }));
    }
  }

  private html(webview: vscode.Webview): string {
    const uri = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.deps.extensionUri, 'dist', 'webview', name)).toString();
    return pageHtml({
      cspSource: webview.cspSource,
      nonce: crypto.randomUUID(),
      scriptUri: uri('main.js'),
      styleUri: uri('style.css'),
      language: vscode.env.language,
      strings: pageStrings(),
    });
  }

  private async receive(raw: unknown): Promise<void> {
    const message = parseFromPage(raw);
    if (!message) {
      this.deps.logger.warn('the page sent a message of no known form');
    } else if (message.type === 'ready') {
      await this.sendSnapshot(message.epoch);
    } else if (message.type === 'pageError') {
      this.deps.logger.error(`in the page: ${message.message}`);
    } else {
      const text = await this.deps.act(message);
      if (text !== undefined) {
        this.post({ type: 'draft', text });
      }
    }
  }

  private async sendSnapshot(epoch: string): Promise<void> {
    await this.deps.opened();
    const status = await this.deps.status();
    this.epoch = epoch;
    this.sendConversation(status);
    this.giveFocus();
  }

  private sendConversation(status: Status): void {
    this.joiner.clear();
    const { conversation, runningTurn, progress } = this.deps.session;
    const turns = conversation.turns.map((turn) =>
      presentTurn(turn, this.deps.words, turn.id === runningTurn ? progress : undefined),
    );
    this.post({ type: 'snapshot', turns, status, draft: this.deps.draft() });
  }

  private async tell(event: SessionEvent): Promise<void> {
    switch (event.type) {
      case 'opened':
      case 'extended': {
        const { epoch } = this;
        const status = await this.deps.status();
        if (epoch !== undefined && epoch === this.epoch) {
          this.sendConversation(status);
        }
        return;
      }
      case 'turn': {
        const turn = this.deps.session.conversation.turn(event.turn);
        if (turn) {
          this.post({ type: 'turnStarted', turn: presentTurn(turn, this.deps.words) });
        }
        return;
      }
      case 'thought':
        this.joiner.add(event.turn, { thought: event.text });
        return;
      case 'thoughtEnded':
        this.joiner.add(event.turn, { thoughtMs: event.ms });
        return;
      case 'text':
        this.joiner.add(event.turn, { text: event.text });
        return;
      case 'usage':
      case 'titled':
      case 'pinned':
      case 'compacted':
      case 'uncompacted':
        return;
      case 'progress': {
        const { progress } = event;
        const endpoint = this.deps.session.conversation.turn(event.turn)?.endpoint ?? '';
        this.post({
          type: 'progress',
          turnId: event.turn,
          ...(progress ? { progress: this.deps.words.progress(progress, endpoint) } : {}),
        });
        return;
      }
      case 'continued':
        this.post({ type: 'turnContinued', turnId: event.turn });
        return;
      case 'end': {
        this.joiner.flush();
        const turn = this.deps.session.conversation.turn(event.turn);
        const { end, usage } = turn ? presentEnd(turn, this.deps.words) : {};
        if (end) {
          this.post({ type: 'turnEnded', turnId: event.turn, end, ...(usage ? { usage } : {}) });
        }
        return;
      }
      case 'removed':
        this.joiner.flush();
        this.post({ type: 'turnRemoved', turnId: event.turn });
        return;
    }
  }

  private watch(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.deps.logger.error('the chat view failed', error);
    });
  }

  private giveFocus(): void {
    if (this.focusWhenReady && this.epoch !== undefined) {
      this.focusWhenReady = false;
      this.post({ type: 'focusInput' });
    }
  }

  private post(message: Unaddressed<ToPage>): void {
    const { epoch, view } = this;
    if (epoch !== undefined && view?.visible === true) {
      void view.webview.postMessage({ ...message, epoch });
    }
  }
}
