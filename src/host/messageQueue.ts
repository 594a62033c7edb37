import type * as vscode from 'vscode';
import type { Prompt, PromptCommand } from '../core/chat/events.ts';
import { MessageQueue, type QueuedChange, type QueuedMessage } from '../core/chat/queue.ts';
import type { ChatSession } from '../core/chat/session.ts';
import type { Disposable } from '../core/lifecycle.ts';
import type { Logger } from '../core/logger.ts';
import { stateKeys } from '../ids.ts';
import type { FromPage, ShownQueued } from '../protocol/messages.ts';
import type { Attachments } from './context/attachments.ts';
import type { Commanded } from './slash/slashCommands.ts';

const ownTypes = ['sendQueued', 'moveQueued', 'removeQueued'] as const;

/** What the page says about queued messages. */
export type QueueAction = Extract<FromPage, { type: (typeof ownTypes)[number] }>;

export function isQueueAction(message: FromPage): message is QueueAction {
  return (ownTypes as readonly string[]).includes(message.type);
}

export interface QueuedMessagesDeps {
  readonly session: ChatSession;
  readonly attachments: Attachments;
  /** workspaceState. */
  readonly state: vscode.Memento;
  readonly tell: (items: readonly ShownQueued[]) => void;
  readonly logger: Logger;
}

/**
 * The messages that were sent while an answer came. The first goes out when an answer has ended well; after one that failed, was
 * stopped or was cut off they wait until the person sends one, or until an answer ends well again. None goes out by itself after a
 * reload of the window.
 */
export class QueuedMessages implements Disposable {
  private readonly queue: MessageQueue;
  private readonly subscription: Disposable;
  private sending = false;
  /** The one that was held back because something attached to it is gone: sent again, it goes without. */
  private held: string | undefined;
  /** The one that is being edited, and whether it is its turn. */
  private edited: { readonly id: string; isDue: boolean } | undefined;

  constructor(private readonly deps: QueuedMessagesDeps) {
    const { session, state } = deps;
    this.queue = new MessageQueue({
      load: () => state.get(stateKeys.queue),
      save: (queues) => {
        void state.update(stateKeys.queue, queues);
      },
    });
    this.subscription = session.onEvent((event) => {
      if (event.type === 'end' && event.end.type === 'finished' && event.end.reason !== 'length') {
        this.sendNext();
      }
    });
  }

  dispose(): void {
    this.subscription.dispose();
  }

  get shown(): readonly ShownQueued[] {
    return this.items.map(({ id, text, sources, references = [], command }) => ({
      id,
      text,
      along: [...sources.map(({ label, source: { kind } }) => ({ label, kind })), ...references.map(({ label, kind }) => ({ label, ...(kind ? { kind } : {}) }))],
      ...(command ? { command: command.name } : {}),
    }));
  }

  /** Whether a message cannot go out at once. */
  get isBusy(): boolean {
    return this.deps.session.runningTurn !== undefined || this.sending || this.deps.attachments.shown.gathering;
  }

  /** Takes the message, with all that is attached now, and with what a command that it begins with brings along. */
  add(text: string, commanded?: Commanded): void {
    const sources = [...this.deps.attachments.takeAll(), ...(commanded?.sources ?? [])];
    this.queue.add(this.conversation, { id: crypto.randomUUID(), text, sources, ...(commanded ? { command: commanded.command, references: commanded.references } : {}) });
    this.tell();
  }

  /** Takes a question of an action of the editor, which brings its own. */
  addPrompt({ action, text, references, command }: Prompt): void {
    this.queue.add(this.conversation, { id: crypto.randomUUID(), text, sources: [], references, action, ...(command ? { command } : {}) });
    this.tell();
  }

  async act(message: QueueAction): Promise<void> {
    const { conversation, queue } = this;
    switch (message.type) {
      case 'sendQueued':
        if (!this.sending) {
          this.deps.session.stop();
          await this.send(message.id);
        }
        return;
      case 'moveQueued':
        queue.move(conversation, message.id, message.by);
        break;
      case 'removeQueued':
        this.drop(conversation, message.id);
        return;
    }
    this.tell();
  }

  /** The message is being edited, and does not go out by itself; without one, that is over. */
  edits(id: string | undefined): void {
    const { edited } = this;
    this.edited = id === undefined ? undefined : { id, isDue: false };
    if (id === undefined && edited?.isDue && !this.isBusy) {
      this.sendNext();
    }
  }

  /** Puts other words in its place. */
  edit(id: string, change: QueuedChange): void {
    const before = this.items.find((item) => item.id === id)?.sources ?? [];
    this.queue.edit(this.conversation, id, change);
    const now = new Set(this.items.find((item) => item.id === id)?.sources.map(({ label }) => label));
    this.deps.attachments.release(before.filter(({ label }) => !now.has(label)));
    this.tell();
  }

  /** What the message begins with. */
  commandOf(id: string): PromptCommand | undefined {
    return this.items.find((item) => item.id === id)?.command;
  }

  /** Takes it out, if there is one. */
  drop(conversation: string, id: string): void {
    this.deps.attachments.release(this.queue.remove(conversation, id)?.sources ?? []);
    this.tell();
  }

  /** Takes out what waits in a conversation that is deleted. */
  take(conversation: string): readonly QueuedMessage[] {
    return this.queue.takeAll(conversation);
  }

  /** The conversation is there again. */
  putBack(conversation: string, items: readonly QueuedMessage[]): void {
    this.queue.putBack(conversation, items);
    if (conversation === this.conversation) {
      this.tell();
    }
  }

  /** What waited in conversations that are gone for good goes too. */
  readonly forget = (conversations: readonly string[]): void => {
    for (const conversation of conversations) {
      this.deps.attachments.release(this.take(conversation).flatMap(({ sources }) => sources));
    }
  };

  private get conversation(): string {
    return this.deps.session.conversation.id;
  }

  private get items(): readonly QueuedMessage[] {
    return this.queue.items(this.conversation);
  }

  private sendNext(): void {
    const [next] = this.items;
    if (next && next.id === this.edited?.id) {
      this.edited.isDue = true;
    } else if (next) {
      this.send(next.id).catch((error: unknown) => {
        this.deps.logger.error('a queued message could not be sent', error);
      });
    }
  }

  private async send(id: string): Promise<void> {
    const { session, attachments } = this.deps;
    const { conversation } = session;
    const item = this.items.find((each) => each.id === id);
    if (!item || this.sending) {
      return;
    }
    this.sending = true;
    try {
      const gathered = await attachments.gatherSources(item.text, item.sources, this.held === id);
      this.held = gathered ? undefined : id;
      // Another conversation may be shown by now, another question be asked, or this one be changed or taken out.
      const now = this.items.find((each) => each.id === id);
      if (!gathered || !now || session.conversation !== conversation) {
        return;
      }
      const { action = 'ask', text } = now;
      const references = [...gathered, ...(now.references ?? [])];
      if (session.ask({ action, text, references, ...(now.command ? { command: now.command } : {}) }) !== undefined) {
        attachments.hold(this.queue.remove(conversation.id, id)?.sources ?? []);
        this.tell();
      }
    } finally {
      this.sending = false;
    }
  }

  private tell(): void {
    this.deps.tell(this.shown);
  }
}
