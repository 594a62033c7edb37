import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { longestMessage, type AttachmentKind, type FromPage, type ShownAttachment } from '../protocol/messages.ts';
import { isTrayMessage } from '../protocol/trayMessages.ts';
import { useEditing } from './editing.ts';
import { IconButton } from './iconButton.tsx';
import type { EditedMessage } from './memory.ts';
import { MessageBox } from './messageBox.tsx';
import { PageProvider, usePage } from './page.ts';

/** What went along with a message before it is edited. */
export interface Along {
  readonly label: string;
  readonly kind?: AttachmentKind;
  /** The beginning of its text. */
  readonly preview?: string;
}

/** Characters of a text that a card shows. */
const longestPreview = 1000;
const keptPrefix = 'kept ';

/**
 * A message that is changed where it stands, as in the message box: Enter takes it, Escape leaves it as it was. What went along stands
 * in front of what is attached now.
 */
export function EditBox(props: {
  readonly message: EditedMessage;
  readonly along: readonly Along[];
  /** On the button that takes it. */
  readonly action: string;
  /** What taking it does; empty for nothing to say. */
  readonly note: string;
  /** It can be written, and not be taken now. */
  readonly blocked?: boolean;
  readonly onOpen: (index: number) => void;
  readonly onDone: (text: string, kept: readonly number[]) => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const page = usePage();
  const { strings, host } = page;
  const { attachments, suggestions, sending, change } = useEditing();
  const { text, left } = props.message;
  const box = useRef<HTMLTextAreaElement>(null);
  const cannot = text.trim() === '' || text.length > longestMessage || props.blocked === true || sending;
  const kept = props.along.flatMap((_, index) => (left.includes(index) ? [] : [index]));
  const done = (typed: string): void => {
    if (!cannot && typed.trim() !== '') {
      props.onDone(typed, kept);
    }
  };
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(text.length, text.length);
  }, []);

  const { onOpen } = props;
  const own = useMemo(() => {
    const post = (message: FromPage): void => {
      const index = 'id' in message && message.id.startsWith(keptPrefix) ? Number(message.id.slice(keptPrefix.length)) : undefined;
      if (index === undefined) {
        host.post(isTrayMessage(message) ? { type: 'inEdit', message } : message);
      } else if (message.type === 'removeAttachment') {
        change({ left: [...left, index] });
      } else if (message.type === 'openAttachment') {
        onOpen(index);
      }
    };
    return { ...page, host: { ...host, post } };
  }, [page, change, left, onOpen]);
  return (
    <div class="edit-box" data-edits={props.message.id}>
      <PageProvider value={own}>
        <MessageBox
          input={box}
          text={text}
          name={strings.edit}
          readOnly={sending}
          attachments={[...kept.map((index) => chipOf(props.along[index], index)), ...attachments]}
          suggestions={suggestions}
          onText={(typed) => { change({ text: typed }); }}
          onSend={done}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') {
              return false;
            }
            // An answer that streams is not meant.
            event.preventDefault();
            props.onCancel();
            return true;
          }}
        >
          <IconButton icon="attach" name={strings.attach} onClick={() => { own.host.post({ type: 'attach' }); }} />
        </MessageBox>
      </PageProvider>
      <p role="status">{props.note}</p>
      <div class="buttons">
        <button type="button" class="button" disabled={cannot} onClick={() => { done(box.current?.value ?? text); }}>
          {props.action}
        </button>
        <button type="button" class="button secondary" onClick={props.onCancel}>
          {strings.cancel}
        </button>
      </div>
    </div>
  );
}

function chipOf({ label, kind = 'lines', preview = '' }: Along = { label: '' }, index: number): ShownAttachment {
  return { id: keptPrefix + String(index), kind, label, where: '', size: '', detail: '', preview: preview.slice(0, longestPreview), on: true, isOffer: false, state: 'fine' };
}
