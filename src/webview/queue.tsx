import type { JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { fill } from '../protocol/strings.ts';
import type { ShownQueued } from '../protocol/messages.ts';
import { EditBox } from './editBox.tsx';
import { useEditing } from './editing.ts';
import { IconButton } from './iconButton.tsx';
import { usePage } from './page.ts';
import { Words } from './words.tsx';

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
    // Nothing may have come of it at first, and the person have gone elsewhere since.
    if (current && (document.activeElement === document.body || list.current?.contains(document.activeElement) === true)) {
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
  const { id, text, along, command } = props.item;
  const editing = useEditing();
  const row = useRef<HTMLLIElement>(null);
  const edited = editing.current?.id === id ? editing.current : undefined;
  const was = useRef(edited);
  useEffect(() => {
    // The box has gone, with the focus.
    if (was.current && !edited && !row.current?.contains(document.activeElement)) {
      row.current?.querySelector<HTMLElement>('[data-edit] button')?.focus();
    }
    was.current = edited;
  }, [edited]);
  if (edited) {
    return (
      <li class="queued" data-queued={id} ref={row}>
        <EditBox
          message={edited}
          along={along}
          action={strings.save}
          note=""
          onOpen={() => undefined}
          onDone={(typed, kept) => { editing.send({ type: 'editQueued', id, text: typed, kept }); }}
          onCancel={editing.cancel}
        />
      </li>
    );
  }
  const move = (by: 1 | -1): void => {
    props.onChange();
    host.post({ type: 'moveQueued', id, by });
  };
  return (
    <li class="queued" data-queued={id} ref={row}>
      <div class="bubble"><div class="queued-text" dir="auto"><Words text={text} command={command} /></div></div>
      {along.length > 0 && <div class="queued-labels">{along.map(({ label }) => label).join(', ')}</div>}
      <div class="queued-tools">
        <IconButton icon="chevron-up" name={strings.moveUp} disabled={props.first} onClick={() => { move(-1); }} />
        <IconButton icon="chevron-down" name={strings.moveDown} disabled={props.last} onClick={() => { move(1); }} />
        <span data-edit><IconButton icon="edit" name={strings.edit} onClick={() => { editing.begin(id, text); }} /></span>
        <IconButton icon="trash" name={strings.remove} onClick={() => { props.onChange(); host.post({ type: 'removeQueued', id }); }} />
        <IconButton icon="arrow-up" name={strings.sendNow} onClick={() => { props.onChange(); host.post({ type: 'sendQueued', id }); }} />
      </div>
    </li>
  );
}
