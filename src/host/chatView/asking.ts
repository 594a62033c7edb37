import { editedPrompt, stillCommanded } from '../../core/chat/editedPrompt.ts';
import type { Reference } from '../../core/chat/events.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import type { Logger } from '../../core/logger.ts';
import type { FromPage, ToPage, Unaddressed } from '../../protocol/messages.ts';
import type { Attachments } from '../context/attachments.ts';
import type { Draft } from '../draft.ts';
import type { QueuedMessages } from '../messageQueue.ts';
import type { CarriedOut, Commanded, readCommand } from '../slash/slashCommands.ts';

export interface AskingDeps {
  readonly session: ChatSession;
  readonly draft: Pick<Draft, 'hold'>;
  readonly attachments: Pick<Attachments, 'gather' | 'gatherSources' | 'asked' | 'hold'>;
  /** Those of the message that is being edited. */
  readonly editAttachments: Pick<Attachments, 'gather' | 'gatherSources' | 'sent' | 'takeAll'>;
  readonly queue: () => QueuedMessages;
  readonly readCommand: typeof readCommand;
  readonly logger: Logger;
}

type Edit = Extract<FromPage, { type: 'editTurn' | 'editQueued' }>;
type Edited = Unaddressed<Extract<ToPage, { type: 'edited' }>>;

/** What is written in the chat and sent: a message, or other words for one. A command that it begins with is carried out. */
export class Asking {
  constructor(private readonly deps: AskingDeps) {}

  /** Sends the message, or queues it. Resolves to what of it stays in the box. */
  async ask(text: string): Promise<string> {
    const { draft, logger } = this.deps;
    const over = draft.hold(text);
    let left = text;
    try {
      left = await this.send(text);
    } catch (error) {
      logger.error('a message could not be sent', error);
    }
    over(left);
    return left;
  }

  private async send(text: string): Promise<string> {
    const { session, attachments, queue } = this.deps;
    const { conversation } = session;
    const known = await this.commandIn(text);
    if (known && 'left' in known) {
      return known.left;
    }
    if (queue().isBusy) {
      queue().add(text, known);
      return '';
    }
    const references = await gathered(attachments, text, known);
    // An answer to a command may have begun in the moment of sending, or another conversation while texts were gathered.
    const asked =
      references && session.conversation === conversation && session.ask({ action: 'ask', text, references, ...(known ? { command: known.command } : {}) }) !== undefined;
    if (asked !== true) {
      return text;
    }
    attachments.asked();
    return '';
  }

  /** Puts other words in the place of a question or of a queued message. */
  async edit(message: Edit): Promise<Edited> {
    try {
      return await this.change(message);
    } catch (error) {
      this.deps.logger.error('an edited message could not be sent', error);
      // It waits to hear what came of it.
      return { type: 'edited', id: message.type === 'editTurn' ? message.turnId : message.id, taken: false, left: '' };
    }
  }

  private async change(message: Edit): Promise<Edited> {
    const { session, editAttachments, queue } = this.deps;
    const { conversation } = session;
    const { text } = message;
    const id = message.type === 'editTurn' ? message.turnId : message.id;
    const before = message.type === 'editTurn' ? conversation.turn(id)?.prompt.command : queue().commandOf(id);
    const known = stillCommanded(text, before).command ? undefined : await this.commandIn(text);
    const edited = (taken: boolean, left = ''): Edited => {
      if (taken) {
        editAttachments.sent();
        queue().edits(undefined);
      }
      return { type: 'edited', id, taken, left };
    };
    if (known && 'left' in known) {
      if (known.left === text) {
        return edited(false);
      }
      queue().drop(conversation.id, id);
      return edited(true, known.left);
    }
    if (message.type === 'editTurn') {
      return edited(await this.branch(message, known));
    }
    const { sources = [], references = [], command } = known ?? {};
    queue().edit(id, { text, kept: message.kept, sources: [...editAttachments.takeAll(), ...sources], references, ...(command ? { command } : {}) });
    return edited(true);
  }

  private async branch({ turnId, text, kept }: Extract<Edit, { type: 'editTurn' }>, known: Commanded | undefined): Promise<boolean> {
    const { session, attachments, editAttachments } = this.deps;
    const { conversation } = session;
    const references = session.runningTurn === undefined ? await gathered(editAttachments, text, known) : undefined;
    const prompt = conversation.turn(turnId)?.prompt;
    if (!references || !prompt || session.conversation !== conversation) {
      return false;
    }
    const asked = await session.branch(turnId, editedPrompt(prompt, text, kept, { references, ...(known ? { command: known.command } : {}) }));
    if (asked !== undefined) {
      attachments.hold(editAttachments.takeAll());
    }
    return asked !== undefined;
  }

  private async commandIn(text: string): Promise<Commanded | CarriedOut | undefined> {
    const command = await this.deps.readCommand(text, () => {
      this.deps.session.startNew();
    });
    return command === 'unknown' ? undefined : command;
  }
}

/** The texts of what is attached, and of what the command brings along; undefined when it cannot go out. */
async function gathered(attachments: Pick<Attachments, 'gather' | 'gatherSources'>, text: string, known: Commanded | undefined): Promise<readonly Reference[] | undefined> {
  const attached = await attachments.gather(text);
  const brought = attached && known && known.sources.length > 0 ? await attachments.gatherSources(text, known.sources, true) : [];
  return attached && brought && [...attached, ...brought, ...(known?.references ?? [])];
}
