import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownTurn } from '../protocol/messages.ts';
import { EditBox } from './editBox.tsx';
import { useEditing } from './editing.ts';
import { IconButton } from './iconButton.tsx';
import { GrowingText } from './markdown/growingText.ts';
import { usePage } from './page.ts';
import { Reference } from './reference.tsx';
import { Versions } from './versions.tsx';
import { Words } from './words.tsx';

/** Characters above which a question is laid out by the piece. */
const longPrompt = 8000;

function Prompt({ text, command }: { readonly text: string; readonly command: string | undefined }): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const long = text.length > longPrompt;
  useLayoutEffect(() => {
    if (long && element.current) {
      new GrowingText(element.current).append(text);
    }
  }, [text]);
  return (
    <div class={long ? 'bubble long' : 'bubble'} dir="auto" ref={element}>
      {long ? null : <Words text={text} command={command} />}
    </div>
  );
}

/** What was asked; it can be asked otherwise, in place. */
export function Question({ turn }: { readonly turn: ShownTurn }): JSX.Element {
  const { strings, host } = usePage();
  const editing = useEditing();
  const article = useRef<HTMLElement>(null);
  const edited = editing.current?.id === turn.id ? editing.current : undefined;
  const cancel = (): void => {
    editing.cancel();
    if (!editing.sending && article.current) {
      article.current.tabIndex = -1;
      article.current.focus();
    }
  };
  return (
    <article
      class="question"
      aria-label={strings.you}
      data-turn={turn.id}
      ref={article}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -1, ArrowRight: 1 } as const;
        const key = event.key;
        if (turn.version && event.altKey && !event.ctrlKey && !event.metaKey && !edited && (key === 'ArrowLeft' || key === 'ArrowRight')) {
          event.preventDefault();
          host.post({ type: 'otherVersion', turnId: turn.id, by: by[key] });
        }
      }}
    >
      {edited ? (
        <EditBox
          message={edited}
          along={turn.references.map(({ label, kind, text }) => ({ label, ...(kind ? { kind } : {}), preview: text }))}
          action={strings.send}
          note={editing.answering ? strings.editWaits : strings.editNote}
          blocked={editing.answering}
          onOpen={(index) => { host.post({ type: 'openReference', turnId: turn.id, index }); }}
          onDone={(text, kept) => { editing.send({ type: 'editTurn', turnId: turn.id, text, kept }); }}
          onCancel={cancel}
        />
      ) : (
        <>
          <Prompt text={turn.prompt} command={turn.command} />
          <div class="question-tools">
            <IconButton icon="edit" name={strings.edit} look="when-idle" onClick={() => { editing.begin(turn.id, turn.prompt); }} />
            <IconButton icon="link" name={strings.copyLink} onClick={() => { host.post({ type: 'copyLink', turnId: turn.id }); }} />
          </div>
          {turn.references.map((reference, index) => (
            <Reference key={index} reference={reference} turnId={turn.id} index={index} />
          ))}
        </>
      )}
      <Versions turn={turn} />
    </article>
  );
}
