import * as v from 'valibot';
import { promptCommandSchema, referenceSchema, type Prompt, type PromptCommand, type Reference } from './events.ts';
import { editedPrompt, stillCommanded, type Brought } from './editedPrompt.ts';
import { parseSources, type Source } from '../context/attach/source.ts';

/** A message that goes out once the running answer has ended. */
export interface QueuedMessage {
  readonly id: string;
  readonly text: string;
  /** What goes along, as it was when the message was queued; its texts are taken when it goes out. */
  readonly sources: readonly { readonly label: string; readonly source: Source }[];
  /** What a prompt file or an action of the editor brought along when the message was queued. */
  readonly references?: readonly Reference[];
  /** An action of the editor, which has words of its own. */
  readonly action?: Prompt['action'];
  /** What `text` begins with. */
  readonly command?: PromptCommand;
}

/** A queued message in other words. */
export interface QueuedChange extends Brought {
  readonly text: string;
  /** Numbers of what goes along still: of the sources, and behind them of the references. */
  readonly kept: readonly number[];
  readonly sources: QueuedMessage['sources'];
}

/** Where queues are kept; by conversation. */
export interface QueueStore {
  load(): unknown;
  save(queues: Readonly<Record<string, readonly QueuedMessage[]>>): void;
}

/** Conversations whose queues are kept: those of older ones were left alone for long. */
const mostConversations = 20;

const stored = v.record(
  v.string(),
  v.array(
    v.object({
      id: v.string(),
      text: v.string(),
      sources: v.array(v.object({ label: v.string(), source: v.unknown() })),
      references: v.exactOptional(v.array(referenceSchema)),
      command: v.exactOptional(promptCommandSchema),
      action: v.exactOptional(v.picklist(['ask', 'explain'])),
    }),
  ),
);

/** What waits in each conversation, in the order that it goes out. Nothing is held here: another part may have emptied the store. */
export class MessageQueue {
  constructor(private readonly store: QueueStore) {}

  items(conversation: string): readonly QueuedMessage[] {
    return this.all.get(conversation) ?? [];
  }

  add(conversation: string, message: QueuedMessage): void {
    this.set(conversation, [...this.items(conversation), message]);
  }

  /** Puts other words in its place; without any, it is left as it is. */
  edit(conversation: string, id: string, change: QueuedChange): void {
    if (change.text.trim() !== '') {
      this.set(conversation, this.items(conversation).map((item) => (item.id === id ? edited(item, change) : item)));
    }
  }

  /** Moves it one place to the front (-1) or the back (1). */
  move(conversation: string, id: string, by: 1 | -1): void {
    const items = this.items(conversation);
    const from = items.findIndex((item) => item.id === id);
    const [moved, other] = [items[from], items[from + by]];
    if (moved && other) {
      this.set(conversation, items.with(from, other).with(from + by, moved));
    }
  }

  /** Takes it out; undefined when it is not there any more. */
  remove(conversation: string, id: string): QueuedMessage | undefined {
    const items = this.items(conversation);
    this.set(conversation, items.filter((item) => item.id !== id));
    return items.find((item) => item.id === id);
  }

  /** Takes out all that waits in a conversation. */
  takeAll(conversation: string): readonly QueuedMessage[] {
    const items = this.items(conversation);
    if (items.length > 0) {
      this.set(conversation, []);
    }
    return items;
  }

  /** Puts that back, in front of what has come since. */
  putBack(conversation: string, items: readonly QueuedMessage[]): void {
    if (items.length > 0) {
      this.set(conversation, [...items, ...this.items(conversation)]);
    }
  }

  private get all(): Map<string, readonly QueuedMessage[]> {
    const result = v.safeParse(stored, this.store.load());
    const queues = result.success ? Object.entries(result.output) : [];
    return new Map(
      queues.map(([conversation, items]) => [
        conversation,
        items.map(({ sources, ...item }) => ({
          ...item,
          sources: sources.flatMap(({ label, source }) => parseSources([source]).map((each) => ({ label, source: each }))),
        })),
      ]),
    );
  }

  private set(conversation: string, items: readonly QueuedMessage[]): void {
    const { all } = this;
    all.delete(conversation);
    if (items.length > 0) {
      all.set(conversation, items);
    }
    this.store.save(Object.fromEntries([...all].slice(-mostConversations)));
  }
}

function edited(item: QueuedMessage, { text, kept, sources, ...brought }: QueuedChange): QueuedMessage {
  const { id, command: before, action = 'ask', references: all = [] } = item;
  const count = item.sources.length;
  const rest = kept.flatMap((index) => (index < count ? [] : [index - count]));
  const isStill = brought.command === undefined && stillCommanded(text, before).command !== undefined;
  // What a prompt file brought goes with its command.
  const prompt = editedPrompt({ action, text: item.text, references: all, ...(before ? { command: before } : {}) }, text, before && !isStill ? [] : rest, brought);
  const taken = new Set(sources.map(({ label }) => label));
  return { ...prompt, id, sources: [...item.sources.filter(({ label }, index) => kept.includes(index) && !taken.has(label)), ...sources] };
}
