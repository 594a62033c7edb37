import { createContext, type RefObject } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FromPage, ShownAttachment } from '../protocol/messages.ts';
import type { HostApi } from './api.ts';
import type { EditedMessage } from './memory.ts';
import type { Suggested } from './mentions.tsx';
import type { ViewState } from './store.ts';

/** The one message that is being edited, a question or a queued one; an edit outlives the page. */
export interface Editing {
  readonly current: EditedMessage | undefined;
  /** What was attached to it. */
  readonly attachments: readonly ShownAttachment[];
  readonly suggestions: Suggested | undefined;
  /** An answer comes: no question can be asked otherwise meanwhile. */
  readonly answering: boolean;
  /** It was sent, and what comes of it is not known yet. */
  readonly sending: boolean;
  /** Edits this one; the box of another that was changed gets the focus instead. */
  readonly begin: (id: string, text: string) => void;
  readonly change: (change: Partial<Pick<EditedMessage, 'text' | 'left'>>) => void;
  readonly send: (message: Extract<FromPage, { type: 'editTurn' | 'editQueued' }>) => void;
  /** Gives it up, or while it is being sent, the sending. */
  readonly cancel: () => void;
}

const EditingContext = createContext<Editing | undefined>(undefined);

export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === undefined) {
    throw new Error('A message is edited outside of the page.');
  }
  return editing;
}

/** `input`: where the focus goes when a question was asked otherwise. `giveBack`: takes the words of an edit whose box is not here. */
export function useEdits(state: ViewState, host: HostApi, input: RefObject<HTMLTextAreaElement | null>, giveBack: (text: string) => void): Editing {
  const [current, setCurrent] = useState(() => host.memory().editing);
  const remembered = useRef(current);
  const [sending, setSending] = useState(false);
  const { editAttachments: attachments, edited, queue } = state;
  const answering = state.running !== undefined;
  const suggestions = current ? state.suggestions : undefined;
  const write = (next: EditedMessage | undefined): void => {
    setCurrent(next);
    host.remember({ editing: next });
  };

  useEffect(() => {
    if (current && state.conversation !== undefined) {
      host.post({ type: 'beginEdit', id: current.id, anew: false });
    }
    // Whoever held a queued message back for this page may be another by now.
  }, [state.conversation]);
  useEffect(() => {
    // VS Code may give back an older memory than the page left: of a message that says other words by now the edit was taken.
    if (current && current === remembered.current && queue.some(({ id, text }) => id === current.id && text !== current.before)) {
      write(undefined);
      host.post({ type: 'endEdit' });
    }
  }, [queue]);
  useEffect(() => {
    if (!edited || edited.id !== current?.id) {
      return;
    }
    setSending(false);
    if (edited.taken) {
      write(undefined);
      if (!queue.some(({ id }) => id === edited.id)) {
        input.current?.focus();
      }
    }
  }, [edited]);

  return useMemo(
    () => ({
      ...{ current, attachments, suggestions, answering, sending },
      begin: (id, text) => {
        const box = document.querySelector<HTMLElement>('.edit-box textarea');
        const isChanged = current !== undefined && (current.text !== current.before || current.left.length > 0 || attachments.length > 0);
        if (box && isChanged) {
          box.focus();
          return;
        }
        if (isChanged && current.text !== current.before && current.text.trim() !== '') {
          // Its question is far away, or of another conversation.
          giveBack(current.text);
        }
        write({ id, text, before: text, left: [] });
        host.post({ type: 'beginEdit', id, anew: true });
      },
      change: (change) => {
        if (current) {
          write({ ...current, ...change });
        }
      },
      send: (message) => {
        setSending(true);
        host.post(message);
      },
      cancel: () => {
        if (sending) {
          host.post({ type: 'stop' });
        } else {
          write(undefined);
          host.post({ type: 'endEdit' });
        }
      },
    }),
    [current, attachments, suggestions, answering, sending],
  );
}
