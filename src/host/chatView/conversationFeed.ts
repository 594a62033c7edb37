import type { ChatSession } from '../../core/chat/session.ts';
import type { SessionEvent } from '../../core/chat/sessionEvent.ts';
import type { PageDirection, ShownEnd, ShownQueued, Status } from '../../protocol/messages.ts';
import type { ShownTray } from '../context/attachments.ts';
import { DeltaJoiner } from './deltaJoiner.ts';
import type { Post } from './pageLink.ts';
import { presentEnd, presentTurn, type Words } from './present.ts';
import { TurnPager } from './turnPager.ts';

/** About two frames of a 60 Hz screen, ms. */
const frameMs = 33;

export interface ConversationFeedDeps {
  readonly session: ChatSession;
  readonly words: Words;
  readonly status: () => Promise<Status>;
  /** What was typed and not sent. */
  readonly draft: () => string;
  /** What goes with the next question. */
  readonly attachments: () => ShownTray;
  /** What is attached to the message that is being edited. */
  readonly editAttachments: () => ShownTray;
  /** What goes out when the answer ends. */
  readonly queue: () => readonly ShownQueued[];
  readonly post: Post;
  /** The page that listens now. */
  readonly epoch: () => string | undefined;
  /** An answer ended. */
  readonly ended: (end: ShownEnd) => void;
}

/** Tells the page of the conversation: parts of it as they are, and then what happens. */
export class ConversationFeed {
  private readonly joiner: DeltaJoiner;
  private readonly pager: TurnPager;

  constructor(private readonly deps: ConversationFeedDeps) {
    this.joiner = new DeltaJoiner({
      post: (delta) => {
        deps.post({ type: 'append', ...delta });
      },
      nextFrame: (callback) => setTimeout(callback, frameMs),
      written: () => deps.session.written(),
    });
    this.pager = new TurnPager(deps.session, deps.words);
  }

  /** The page has drawn what it was sent. */
  drawn(): void {
    this.joiner.drawn();
  }

  /** All that a page needs to begin. `around`: the turn that is read there. */
  sendConversation(status: Status, around?: string): void {
    this.joiner.clear();
    const { session, draft } = this.deps;
    this.deps.post({ type: 'snapshot', conversation: session.conversation.id, window: this.pager.around(around), status, draft: draft() });
    this.deps.post({ type: 'attachments', ...this.deps.attachments() });
    this.deps.post({ type: 'editAttachments', items: this.deps.editAttachments().items });
    this.deps.post({ type: 'queue', items: this.deps.queue() });
  }

  /** The turns around one, which it shows, or the last ones. */
  sendWindow(turnId?: string): void {
    const window = this.pager.around(turnId);
    this.joiner.forget(window.turns.map(({ id }) => id));
    const found = turnId !== undefined && window.turns.some(({ id }) => id === turnId);
    this.deps.post({ type: 'window', window, ...(found ? { reveal: turnId } : {}) });
  }

  /** The turns next to one that it has. */
  async sendPage(turnId: string, direction: PageDirection): Promise<void> {
    const { session } = this.deps;
    if (direction === 'before' && session.conversation.turns[0]?.id === turnId) {
      await session.whole();
    }
    await session.written();
    const page = this.pager.next(turnId, direction);
    if (page) {
      this.joiner.forget(page.turns.map(({ id }) => id));
      this.deps.post({ type: 'page', direction, turnId, ...page });
    } else {
      // The turn that it begins or ends with was taken out meanwhile.
      this.sendWindow();
    }
  }

  /** Tells the page when the journal has it: nothing is shown that a crash could take away. */
  async tell(event: SessionEvent): Promise<void> {
    const { session, words } = this.deps;
    switch (event.type) {
      case 'opened': {
        const epoch = this.deps.epoch();
        const status = await this.deps.status();
        await session.written();
        if (epoch !== undefined && epoch === this.deps.epoch()) {
          this.sendConversation(status);
        }
        return;
      }
      case 'turn': {
        const turn = session.conversation.turn(event.turn);
        if (turn) {
          const shown = presentTurn(session.conversation, turn, words);
          await session.written();
          if (event.instead !== undefined) {
            // What followed the other version is not in this branch.
            this.sendWindow();
          }
          this.deps.post({ type: 'turnStarted', turn: shown });
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
      case 'configured':
        return;
      case 'extended':
      case 'compacted':
      case 'uncompacted': {
        await session.written();
        const { compaction } = session.conversation;
        this.deps.post({ type: 'compaction', ...(compaction ? { compaction: words.compaction(compaction) } : {}) });
        return;
      }
      case 'progress': {
        const { progress } = event;
        await session.written();
        const endpoint = session.conversation.turn(event.turn)?.endpoint ?? '';
        this.deps.post({
          type: 'progress',
          turnId: event.turn,
          ...(progress ? { progress: words.progress(progress, endpoint) } : {}),
        });
        return;
      }
      case 'continued':
        await session.written();
        this.deps.post({ type: 'turnContinued', turnId: event.turn });
        return;
      case 'end': {
        await session.written();
        this.joiner.flush();
        const turn = session.conversation.turn(event.turn);
        const { end, usage, json } = turn ? presentEnd(turn, words) : {};
        if (end) {
          this.deps.post({ type: 'turnEnded', turnId: event.turn, end, ...(usage ? { usage } : {}), ...(json ? { json } : {}) });
          this.deps.ended(end);
        }
        return;
      }
      case 'shown':
        await session.written();
        this.sendWindow(event.turn);
        return;
      case 'removed':
        await session.written();
        this.joiner.flush();
        this.deps.post({ type: 'turnRemoved', turnId: event.turn });
        return;
    }
  }
}
