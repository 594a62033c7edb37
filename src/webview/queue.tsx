import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../protocol/strings.ts';
import type { ShownQueued } from '../protocol/messages.ts';
import { EditBox } from './editBox.tsx';
import { IconButton } from './iconButton.tsx';
import { usePage } from './page.ts';

/** The messages that go out when the answer ends, below it. Each can be changed, moved, taken back or sent at once. */
export function Queue(props: {
  readonly items: readonly ShownQueued[];
  readonly answering: boolean;
  /** Where the focus goes when its message is gone. */
  readonly input: RefObject<HTMLTextAreaElement | null>;
}): JSX.Element | null {
  const { strings } = usePage();
  const { items, answering } = props;
  const list = useRef<HTMLOListElement>(null);
  /** What is to have the focus when the list has changed. */
  const wanted = useRef<{ readonly id: string; readonly at: number } | undefined>(undefined);
  useEffect(() => {
    const { current } = wanted;
    wanted.current = undefined;
    if (current) {
      const rows = [...(list.current?.children ?? [])];
      const row = rows.find((each) => each.getAttribute('data-queued') === current.id) ?? rows[Math.min(current.at, rows.length - 1)];
      (row?.querySelector<HTMLElement>('button:enabled') ?? props.input.current)?.focus();
    }
  }, [items]);
  return (
    <section class={items.length > 0 ? 'queue' : 'queue empty'} aria-label={strings.queue}>
      <p role="status">{items.length > 0 && fill(answering ? strings.queued : strings.queueWaits, items.length)}</p>
      <ol ref={list}>
        {items.map((item, index) => (
          <Queued key={item.id} item={item} first={index === 0} last={index === items.length - 1} onChange={() => { wanted.current = { id: item.id, at: index }; }} />
        ))}
      </ol>
    </section>
  );
}

function Queued(props: { readonly item: ShownQueued; readonly first: boolean; readonly last: boolean; readonly onChange: () => void }): JSX.Element {
  const { strings, host } = usePage();
  const { id, text, labels } = props.item;
  const [editing, setEditing] = useState(false);
  if (editing) {
    const close = (): void => {
      setEditing(false);
    };
    return (
      <li class="queued" data-queued={id}>
        <EditBox
          text={text}
          name={strings.edit}
          action={strings.save}
          note=""
          onInput={() => undefined}
          onDone={(typed) => {
            props.onChange();
            close();
            host.post({ type: 'editQueued', id, text: typed });
          }}
          onCancel={close}
        />
      </li>
    );
  }
  const move = (by: 1 | -1): void => {
    props.onChange();
    host.post({ type: 'moveQueued', id, by });
  };
  return (
    <li class="queued" data-queued={id}>
      <div class="queued-text" dir="auto">{text}</div>
      {labels.length > 0 && <div class="queued-labels">{labels.join(', ')}</div>}
      <div class="queued-tools">
        <IconButton icon="arrow-up" name={strings.moveUp} disabled={props.first} onClick={() => { move(-1); }} />
        <IconButton icon="arrow-down" name={strings.moveDown} disabled={props.last} onClick={() => { move(1); }} />
        <IconButton icon="edit" name={strings.edit} onClick={() => { setEditing(true); }} />
        <IconButton icon="trash" name={strings.remove} onClick={() => { props.onChange(); host.post({ type: 'removeQueued', id }); }} />
        <span class="spring" />
        <button type="button" class="button secondary" onClick={() => { props.onChange(); host.post({ type: 'sendQueued', id }); }}>
          {strings.sendNow}
        </button>
      </div>
    </li>
  );
}
