import * as vscode from 'vscode';
import type { ChatSession } from '../../core/chat/session.ts';
import { DisposableStore } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import { parseFromPage } from '../../protocol/guards.ts';
import type { FromPage, ShownEnd, ShownQueued, Status, ToPage, Unaddressed } from '../../protocol/messages.ts';
import type { ShownTray } from '../context/attachments.ts';
import { ConversationFeed } from './conversationFeed.ts';
import { offerReload } from './offerReload.ts';
import { PageLink } from './pageLink.ts';
import type { PageReply } from './pageActions.ts';
import type { Words } from './present.ts';
import type { Surface } from './surface.ts';
import { pingEveryMs, Watchdog } from './watchdog.ts';

/** What the page says to the view itself; all else is for `act`. */
export type OwnMessage = 'ready' | 'pageError' | 'drawn' | 'pong' | 'page' | 'show' | 'find' | 'focused';

/** What may be asked for in a box of VS Code's own, from which one comes back to where one was. */
const askedElsewhere: ReadonlySet<FromPage['type']> = new Set(['chooseModel', 'setKey', 'attach', 'chooseSuggestion', 'regenerate', 'raiseBudget']);

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
  /** What a page has kept under another name than this is not its own any more. */
  readonly kept: () => string;
  /** What goes with the next question. */
  readonly attachments: () => ShownTray;
  /** What is attached to the message that is being edited. */
  readonly editAttachments: () => ShownTray;
  /** What goes out when the answer ends. */
  readonly queue: () => readonly ShownQueued[];
  /** A page has been told of the conversation: what is told apart follows. */
  readonly onShown: () => void;
  /** The page has the keyboard, or has lost it. */
  readonly focused: (focused: boolean) => void;
  /** Whether a page of the chat can be seen, this or another. */
  readonly isSeen: () => boolean;
  readonly extensionUri: vscode.Uri;
  readonly logger: Logger;
}

/** The host's side of the chat in one place: one page at a time, told by snapshot and deltas, never talked to before it is ready. */
export class ChatView implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly link: PageLink;
  private readonly feed: ConversationFeed;
  private readonly watchdog: Watchdog;
  private focusWhenReady = false;
  /** The turn to show when the page is ready. */
  private revealWhenReady: string | undefined;
  private findWhenReady = false;
  /** Answers that ended unseen. */
  private unseen = 0;
  /** How often the page has lost the keyboard. */
  private losses = 0;

  constructor(private readonly deps: ChatViewDeps) {
    const { session, words, status, draft, logger } = deps;
    this.link = new PageLink(deps.extensionUri, deps.kept);
    const { link } = this;
    this.feed = new ConversationFeed({
      ...{ session, words, status, draft, attachments: deps.attachments, editAttachments: deps.editAttachments, queue: deps.queue },
      post: link.post,
      epoch: () => link.epoch,
      ended: (end) => {
        this.markHidden(end);
      },
    });
    this.watchdog = new Watchdog({
      ping: () => {
        if (link.handshake.preparing) {
          // It is the page that waits: for the disk, or for the person who is asked for a password.
          this.watchdog.answered();
        }
        link.post({ type: 'ping' });
      },
      rebuild: () => {
        logger.warn('the page does not answer and is built again');
        link.build();
      },
      giveUp: () => {
        logger.error('the page does not answer, and building it again did not help');
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
      session.onEvent((event) => {
        this.watch(this.feed.tell(event));
      }),
    );
  }

  dispose(): void {
    this.link.silence();
    this.store.dispose();
  }

  /** Shows the chat here, in place of where it was. */
  attach(surface: Surface): void {
    this.link.attach(surface);
    const listening = new DisposableStore();
    listening.add(
      surface.webview.onDidReceiveMessage((message) => {
        this.watch(this.receive(message));
      }),
    );
    listening.add(
      surface.onDidChangeVisibility(() => {
        this.followVisibility(surface);
      }),
    );
    surface.onDidDispose(() => {
      if (this.link.detach(surface)) {
        this.watchdog.stop();
        this.deps.focused(false);
      }
      listening.dispose();
    });
    this.link.build();
    this.followVisibility(surface);
  }

  /** Whether it can be seen. */
  get isShown(): boolean {
    return this.link.surface?.isVisible === true;
  }

  /** Brings it into view with the keyboard. */
  show(): void {
    this.link.surface?.show(false);
  }

  /** Shows the panel at a turn of the conversation, which must be loaded; in its branch, unless an answer runs. */
  readonly reveal = (turnId: string): void => {
    this.deps.session.show(turnId);
    this.revealWhenReady = turnId;
    this.link.surface?.show(true);
    this.giveReveal();
  };

  /** Makes the page anew. */
  readonly renew = (): void => {
    this.link.build();
  };

  /** Opens the find widget, now or when the page is ready. */
  find(): void {
    this.findWhenReady = true;
    this.giveFind();
  }

  /** Goes to the next (1) or the previous (-1) answer. */
  step(by: 1 | -1): void {
    this.link.post({ type: 'step', by });
  }

  /** Shows the panel with the caret in the message box. */
  focusInput(): void {
    this.focusWhenReady = true;
    this.link.surface?.show(false);
    this.giveFocus();
  }

  /** Tells the page what is no part of the conversation. */
  tell(message: Unaddressed<Extract<ToPage, { type: 'attachments' | 'editAttachments' | 'suggestions' | 'queue' | 'meter' | 'typed' }>>): void {
    this.link.post(message);
  }

  readonly refreshStatus = (): void => {
    if (this.link.epoch !== undefined) {
      this.watch(this.deps.status().then((status) => {
        this.link.post({ type: 'status', status });
      }));
    }
  };

  private followVisibility(surface: Surface): void {
    if (surface.isVisible) {
      this.unseen = 0;
      surface.mark(0, '');
      this.watchdog.start();
    } else {
      // VS Code throws the hidden page away; the new one will say that it is ready.
      this.link.silence();
      this.watchdog.stop();
      this.deps.focused(false);
    }
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
        await this.begin(message.epoch, message.around);
        return;
      case 'pageError':
        this.deps.logger.error(`in the page: ${message.message}`);
        return;
      case 'drawn':
        this.feed.drawn();
        return;
      case 'pong':
        this.watchdog.recovered();
        return;
      case 'page':
        await this.feed.sendPage(message.turnId, message.direction);
        return;
      case 'show':
        await this.deps.session.written();
        this.feed.sendWindow(message.turnId);
        return;
      case 'find':
        await this.deps.session.whole();
        await this.sendFound(message.query, message.matchCase);
        return;
      case 'focused':
        this.losses += message.focused ? 0 : 1;
        this.deps.focused(message.focused);
        return;
      default: {
        const { losses } = this;
        const reply = await this.deps.act(message);
        if (reply) {
          this.link.post(reply);
        }
        if (this.losses !== losses && askedElsewhere.has(message.type === 'inEdit' ? message.message.type : message.type)) {
          // VS Code gives the keyboard to the editor when its box closes, wherever it was before.
          this.link.surface?.show(false);
        }
      }
    }
  }

  private async sendFound(query: string, matchCase: boolean): Promise<void> {
    // What reads Markdown is loaded when something is looked for.
    const { findInTurns } = await import('./answerText.ts');
    this.link.post({ type: 'found', query, matchCase, found: findInTurns(this.deps.session.conversation.turns, query, matchCase) });
  }

  private async begin(epoch: string, around: string | undefined): Promise<void> {
    const { handshake } = this.link;
    handshake.ready(epoch);
    try {
      await this.sendSnapshot(epoch, around);
    } finally {
      handshake.fail(epoch);
    }
  }

  private async sendSnapshot(epoch: string, around: string | undefined): Promise<void> {
    const { opened, session } = this.deps;
    await opened();
    if (around !== undefined && !session.conversation.turn(around)) {
      // What could not be read is shown as far as it is loaded.
      await session.whole().catch((error: unknown) => {
        this.deps.logger.error('the earlier part of the conversation could not be read', error);
      });
    }
    const status = await this.deps.status();
    await session.written();
    if (!this.link.handshake.listen(epoch)) {
      return;
    }
    this.feed.sendConversation(status, around);
    this.deps.onShown();
    this.giveFocus();
    this.giveReveal();
    this.giveFind();
  }

  private watch(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.deps.logger.error('the chat view failed', error);
    });
  }

  private giveReveal(): void {
    if (this.revealWhenReady !== undefined && this.link.epoch !== undefined) {
      const turnId = this.revealWhenReady;
      this.revealWhenReady = undefined;
      this.feed.sendWindow(turnId);
    }
  }

  private giveFind(): void {
    if (this.findWhenReady && this.link.epoch !== undefined) {
      this.findWhenReady = false;
      this.link.post({ type: 'openFind' });
    }
  }

  private giveFocus(): void {
    if (this.focusWhenReady && this.link.epoch !== undefined) {
      this.focusWhenReady = false;
      this.link.post({ type: 'focusInput' });
    }
  }

  /** Tells of an answer that ended and nobody saw. */
  private markHidden(end: ShownEnd): void {
    const { surface } = this.link;
    if (surface && !this.deps.isSeen() && end.type !== 'stopped') {
      this.unseen += 1;
      surface.mark(this.unseen, end.type === 'failed' ? vscode.l10n.t('An answer failed') : vscode.l10n.t('An answer is complete'));
    }
  }
}
