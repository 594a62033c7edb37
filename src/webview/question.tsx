import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../protocol/strings.ts';
import type { ShownTurn } from '../protocol/messages.ts';
import { EditBox } from './editBox.tsx';
import { Icon } from './icon.tsx';
import { IconButton } from './iconButton.tsx';
import { kindIcon } from './kindIcon.ts';
import { GrowingText } from './markdown/growingText.ts';
import { usePage } from './page.ts';
import { Reference } from './reference.tsx';
import { Versions } from './versions.tsx';

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
      {long ? null : command === undefined ? text : <><span class="command">/{command}</span>{text.slice(command.length + 1)}</>}
    </div>
  );
}

/** What was asked; it can be asked otherwise, in place. */
export function Question({ turn }: { readonly turn: ShownTurn }): JSX.Element {
  const { strings, host } = usePage();
  const article = useRef<HTMLElement>(null);
  const kept = host.memory().editing;
  const [editing, setEditing] = useState(kept?.turnId === turn.id);
  const close = (): void => {
    host.remember({ editing: undefined });
    setEditing(false);
    if (article.current) {
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
        if (turn.version && event.altKey && !event.ctrlKey && !event.metaKey && !editing && (key === 'ArrowLeft' || key === 'ArrowRight')) {
          event.preventDefault();
          host.post({ type: 'otherVersion', turnId: turn.id, by: by[key] });
        }
      }}
    >
      {editing ? (
        <Edited turn={turn} text={kept?.turnId === turn.id ? kept.text : turn.prompt} onClose={close} />
      ) : (
        <>
          <Prompt text={turn.prompt} command={turn.command} />
          <div class="question-tools">
            <IconButton icon="edit" name={strings.edit} look="when-idle" onClick={() => { setEditing(true); }} />
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

function Edited({ turn, text, onClose }: { readonly turn: ShownTurn; readonly text: string; readonly onClose: () => void }): JSX.Element {
  const { strings, host } = usePage();
  const [left, setLeft] = useState<readonly number[]>([]);
  const kept = turn.references.flatMap((_, index) => (left.includes(index) ? [] : [index]));
  return (
    <EditBox
      text={text}
      name={strings.edit}
      action={strings.send}
      note={strings.editNote}
      onInput={(typed) => { host.remember({ editing: { turnId: turn.id, text: typed } }); }}
      onDone={(typed) => {
        onClose();
        host.post({ type: 'editTurn', turnId: turn.id, text: typed, kept });
      }}
      onCancel={onClose}
    >
      {kept.length > 0 && (
        <ul class="chips" aria-label={strings.attachments}>
          {turn.references.map(({ label, kind }, index) => !left.includes(index) && (
            <li key={index} class="chip">
              <span class="chip-open">
                <Icon name={kindIcon(kind)} />
                <span class="chip-label">{label}</span>
              </span>
              <IconButton icon="close" name={fill(strings.attachmentRemove, label)} look="chip-remove" onClick={() => { setLeft([...left, index]); }} />
            </li>
          ))}
        </ul>
      )}
    </EditBox>
  );
}
