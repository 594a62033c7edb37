import * as vscode from 'vscode';
import type { ChatSession, SessionEvent } from '../../core/chat/session.ts';
import { DisposableStore } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import { parseFromPage } from '../../protocol/guards.ts';
import type { FromPage, PageDirection, ShownEnd, Status, ToPage } from '../../protocol/messages.ts';
import { contextKeys } from '../../ids.ts';
import { pageStrings } from '../pageStrings.ts';
import { DeltaJoiner } from './deltaJoiner.ts';
import { findInTurns } from './findInTurns.ts';
import { pageHtml } from './html.ts';
import type { PageReply } from './pageActions.ts';
import { presentEnd, presentTurn, type Words } from './present.ts';
import { offerReload } from './offerReload.ts';
import { TurnPager } from './turnPager.ts';
import { pingEveryMs, Watchdog } from './watchdog.ts';

/** About two frames of a 60 Hz screen, ms. */
const frameMs = 33;

/** What the page says to the view itself; all else is for `act`. */
export type OwnMessage = 'ready' | 'pageError' | 'drawn' | 'pong' | 'page' | 'show' | 'find' | 'focused';

export interface ChatViewDeps {
  readonly session: ChatSession;
  /** Resolves when the conversation of the last window has been read back. */
  readonly opened: () => Promise<void>;
  readonly status: () => Promise<Status>;
  readonly words: Words;
  /** Does what the page asks for; resolves to what it is told. */
  readonly act: (message: Exclude<FromPage, { type: OwnMessage }>) => Promise<PageReply | undefined>;
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
  private readonly pager: TurnPager;
  private readonly watchdog: Watchdog;
  private view: vscode.WebviewView | undefined;
  /** The page that listens now; undefined while there is none, and from its hiding until it is ready again. */
  private epoch: string | undefined;
  private focusWhenReady = false;
  /** The turn to show when the page is ready. */
  private revealWhenReady: string | undefined;
  private findWhenReady = false;

  constructor(private readonly deps: ChatViewDeps) {
    this.joiner = new DeltaJoiner({
      post: (delta) => {
        this.post({ type: 'append', ...delta });
      },
      nextFrame: (callback) => setTimeout(callback, frameMs),
      written: () => deps.session.written(),
    });
    this.pager = new TurnPager(deps.session, deps.words);
    this.watchdog = new Watchdog({
      ping: () => {
        this.post({ type: 'ping' });
      },
      rebuild: () => {
        deps.logger.warn('the page does not answer and is built again');
        this.build();
      },
      giveUp: () => {
        deps.logger.error('the page does not answer, and building it again did not help');
        this.watch(offerReload());
      },
      now: () => Date.now(),
    });
    const timer = setInterval(() => {
      this.watchdog.tick();
    }, pingEveryMs);
    this.store.add({
      dispose: () => {
        clearInterval(timer);
      },
    });
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
        this.followVisibility(view);
      }),
    );
    view.onDidDispose(() => {
      this.view = undefined;
      this.epoch = undefined;
      this.watchdog.stop();
      ofView.dispose();
    });
    this.build();
    this.followVisibility(view);
  }

  /** Shows the panel at a turn of the conversation, which must be loaded. */
  readonly reveal = (turnId: string): void => {
    this.revealWhenReady = turnId;
    this.view?.show(true);
    this.giveReveal();
  };

  /** Opens the find widget, now or when the page is ready. */
  find(): void {
    this.findWhenReady = true;
    this.giveFind();
  }

  /** Goes to the next (1) or the previous (-1) answer. */
  step(by: 1 | -1): void {
    this.post({ type: 'step', by });
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

  private followVisibility(view: vscode.WebviewView): void {
    if (view.visible) {
      view.badge = undefined;
      this.watchdog.start();
    } else {
      // VS Code throws the hidden page away; the new one will say that it is ready.
      this.epoch = undefined;
      this.watchdog.stop();
      this.setFocused(false);
    }
  }

  /** A page made anew: what it held is sent to it again when it is ready. */
  private build(): void {
    this.epoch = undefined;
    if (this.view) {
      this.view.webview.html = this.html(this.view.webview);
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
    this.watchdog.answered();
    const message = parseFromPage(raw);
    if (!message) {
      this.deps.logger.warn('the page sent a message of no known form');
      return;
    }
    switch (message.type) {
      case 'ready':
        await this.sendSnapshot(message.epoch, message.around);
        return;
      case 'pageError':
        this.deps.logger.error(`in the page: ${message.message}`);
        return;
      case 'drawn':
        this.joiner.drawn();
        return;
      case 'pong':
        return;
      case 'page':
        await this.deps.session.written();
        this.sendPage(message.turnId, message.direction);
        return;
      case 'show':
        await this.deps.session.written();
        this.sendWindow(message.turnId);
        return;
      case 'find':
        await this.deps.session.whole();
        this.post({ type: 'found', found: findInTurns(this.deps.session.conversation.turns, message.query, message.matchCase) });
        return;
      case 'focused':
        this.setFocused(message.focused);
        return;
      default: {
        const reply = await this.deps.act(message);
        if (reply) {
          this.post(reply);
        }
      }
    }
  }

  private async sendSnapshot(epoch: string, around: string | undefined): Promise<void> {
    const { opened, session } = this.deps;
    await opened();
    if (around !== undefined && !session.conversation.turn(around)) {
      await session.whole();
    }
    const status = await this.deps.status();
    await session.written();
    this.epoch = epoch;
    this.sendConversation(status, around);
    this.giveFocus();
    this.giveReveal();
    this.giveFind();
  }

  private sendConversation(status: Status, around?: string): void {
    this.joiner.clear();
    this.post({ type: 'snapshot', window: this.pager.around(around), status, draft: this.deps.draft() });
  }

  /** There is something to ask for before the first turn now. */
  private sendEarlier(): void {
    this.post({ type: 'page', direction: 'before', turns: [], more: true });
  }

  private sendWindow(turnId?: string): void {
    const window = this.pager.around(turnId);
    this.joiner.forget(window.turns.map(({ id }) => id));
    const found = turnId !== undefined && window.turns.some(({ id }) => id === turnId);
    this.post({ type: 'window', window, ...(found ? { reveal: turnId } : {}) });
  }

  private sendPage(turnId: string, direction: PageDirection): void {
    const page = this.pager.next(turnId, direction);
    if (page) {
      this.joiner.forget(page.turns.map(({ id }) => id));
      this.post({ type: 'page', direction, ...page });
    } else {
      // The turn that it begins or ends with was taken out meanwhile.
      this.sendWindow();
    }
  }

  /** Tells the page when the journal has it: nothing is shown that a crash could take away. */
  private async tell(event: SessionEvent): Promise<void> {
    const { session } = this.deps;
    switch (event.type) {
      case 'opened': {
        const { epoch } = this;
        const status = await this.deps.status();
        await session.written();
        if (epoch !== undefined && epoch === this.epoch) {
          this.sendConversation(status);
        }
        return;
      }
      case 'extended':
        this.sendEarlier();
        return;
      case 'turn': {
        const turn = this.deps.session.conversation.turn(event.turn);
        if (turn) {
          const shown = presentTurn(turn, this.deps.words);
          await session.written();
          this.post({ type: 'turnStarted', turn: shown });
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
        return;
      case 'compacted':
      case 'uncompacted': {
        await session.written();
        const { compaction } = session.conversation;
        this.post({ type: 'compaction', ...(compaction ? { compaction: this.deps.words.compaction(compaction) } : {}) });
        return;
      }
      case 'progress': {
        const { progress } = event;
        await session.written();
        const endpoint = this.deps.session.conversation.turn(event.turn)?.endpoint ?? '';
        this.post({
          type: 'progress',
          turnId: event.turn,
          ...(progress ? { progress: this.deps.words.progress(progress, endpoint) } : {}),
        });
        return;
      }
      case 'continued':
        await session.written();
        this.post({ type: 'turnContinued', turnId: event.turn });
        return;
      case 'end': {
        await session.written();
        this.joiner.flush();
        const turn = this.deps.session.conversation.turn(event.turn);
        const { end, usage } = turn ? presentEnd(turn, this.deps.words) : {};
        if (end) {
          this.post({ type: 'turnEnded', turnId: event.turn, end, ...(usage ? { usage } : {}) });
          this.tellHidden(end);
        }
        return;
      }
      case 'removed':
        await session.written();
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

  /** An answer ended that nobody saw. */
  private tellHidden(end: ShownEnd): void {
    if (this.view && !this.view.visible && end.type !== 'stopped') {
      const tooltip = end.type === 'failed' ? vscode.l10n.t('An answer failed') : vscode.l10n.t('An answer is complete');
      this.view.badge = { value: (this.view.badge?.value ?? 0) + 1, tooltip };
    }
  }

  private giveReveal(): void {
    if (this.revealWhenReady !== undefined && this.epoch !== undefined) {
      const turnId = this.revealWhenReady;
      this.revealWhenReady = undefined;
      this.sendWindow(turnId);
    }
  }

  private giveFind(): void {
    if (this.findWhenReady && this.epoch !== undefined) {
      this.findWhenReady = false;
      this.post({ type: 'openFind' });
    }
  }

  private setFocused(focused: boolean): void {
    void vscode.commands.executeCommand('setContext', contextKeys.chatFocused, focused);
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
