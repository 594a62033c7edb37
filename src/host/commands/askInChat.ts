import type { Prompt } from '../../core/chat/events.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import type { QueuedMessages } from '../messageQueue.ts';

/** Asks in the chat, in view. While another answer comes the question waits in the queue. */
export type AskInChat = (prompt: Prompt) => Promise<void>;

export interface AskInChatDeps {
  readonly session: ChatSession;
  /** Resolves when the conversation has been read back. */
  readonly opened: () => Promise<void>;
  readonly queue: Pick<QueuedMessages, 'isBusy' | 'addPrompt'>;
  /** Brings the chat to the front, with the caret in the message box. */
  readonly goToChat: () => Promise<void>;
}

export function askInChat({ session, opened, queue, goToChat }: AskInChatDeps): AskInChat {
  return async (prompt) => {
    // A follow-up can be typed at once.
    await goToChat();
    // The answer of the last window must be read back before a new turn is added to it.
    await opened();
    if (queue.isBusy || session.ask(prompt) === undefined) {
      queue.addPrompt(prompt);
    }
  };
}
