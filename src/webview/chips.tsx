import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../protocol/strings.ts';
import type { ShownAttachment } from '../protocol/messages.ts';
import { Icon } from './icon.tsx';
import { kindIcon } from './kindIcon.ts';
import { usePage } from './page.ts';

const cardId = 'attachment-card';

/** What goes with the next question, as a row of chips: each opens, and can be removed or switched off, by mouse and by key. */
export function Chips(props: {
  readonly items: readonly ShownAttachment[];
  readonly list: RefObject<HTMLUListElement | null>;
  /** Where the focus goes from the last chip that is removed. */
  readonly input: RefObject<HTMLTextAreaElement | null>;
  /** A list stands where the card would, though the pointer may rest on a chip. */
  readonly covered: boolean;
}): JSX.Element | null {
  const { strings, host } = usePage();
  const { items, list } = props;
  const [looked, setLooked] = useState<string>();
  const news = useNews(items);
  const card = props.covered ? undefined : items.find(({ id }) => id === looked);

  const buttons = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('.chip-open') ?? [])];
  const takeAway = (item: ShownAttachment): void => {
    if (item.isOffer) {
      host.post({ type: 'switchAttachment', id: item.id, on: !item.on });
      return;
    }
    const at = items.indexOf(item);
    host.post({ type: 'removeAttachment', id: item.id });
    setLooked(undefined);
    const next = buttons()[at + 1] ?? buttons()[at - 1];
    (next ?? props.input.current)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, item: ShownAttachment): void => {
    const all = buttons();
    const at = items.indexOf(item);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      (to >= all.length ? props.input.current : all[Math.max(0, to)])?.focus();
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && !event.repeat) {
      event.preventDefault();
      takeAway(item);
    } else if (event.key === 'Escape' && looked !== undefined) {
      event.preventDefault();
      setLooked(undefined);
    }
  };

  return (
    <>
      <div class="visually-hidden" aria-live="polite">
        {news}
      </div>
      {items.length > 0 && (
        <div class="chips-area" onMouseLeave={() => { setLooked(undefined); }}>
          {card && <Card item={card} />}
          <ul class="chips" aria-label={strings.attachments} ref={list}>
            {items.map((item) => (
              <li key={item.id} class={`chip ${item.state}${item.on ? '' : ' off'}`} data-kind={item.kind} onMouseEnter={() => { setLooked(item.id); }}>
                <button
                  type="button"
                  class="chip-open"
                  aria-describedby={card?.id === item.id ? cardId : undefined}
                  onClick={() => { host.post({ type: 'openAttachment', id: item.id, question: props.input.current?.value ?? '' }); }}
                  onFocus={() => { setLooked(item.id); }}
                  onBlur={() => { setLooked(undefined); }}
                  onKeyDown={(event) => { onKeyDown(event, item); }}
                >
                  <Icon name={item.state === 'fine' ? kindIcon(item.kind) : item.state === 'fault' ? 'error' : 'warning'} />
                  <span class="chip-label">{item.label}</span>
                  {item.where !== '' && <span class="chip-where">{item.where}</span>}
                  <span class="chip-size">{item.size}</span>
                </button>
                <button
                  type="button"
                  class="icon-button chip-remove"
                  aria-label={fill(item.isOffer ? strings.attachmentSend : strings.attachmentRemove, nameOf(item))}
                  {...(item.isOffer ? { 'aria-pressed': item.on } : {})}
                  onClick={() => { takeAway(item); }}
                >
                  <Icon name={item.isOffer ? (item.on ? 'eye' : 'eye-closed') : 'close'} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** What is behind a chip, while it has the pointer or the focus. */
function Card({ item }: { readonly item: ShownAttachment }): JSX.Element {
  return (
    <div class="chip-card" role="tooltip" id={cardId}>
      <div class="chip-card-head">
        <strong>{item.label}</strong> <span class="quiet">{item.size}</span>
      </div>
      {item.detail !== '' && <div class="chip-card-detail">{item.detail}</div>}
      {item.preview !== '' && <pre>{item.preview}</pre>}
    </div>
  );
}

/** What it is called where only words tell. */
function nameOf({ label, where }: ShownAttachment): string {
  return where === '' ? label : `${label} ${where}`;
}

/** Words for a screen reader on what was added or taken away; what is there from the beginning is no news. */
function useNews(items: readonly ShownAttachment[]): string {
  const { strings } = usePage();
  const before = useRef<readonly ShownAttachment[]>(undefined);
  const [news, setNews] = useState('');
  useEffect(() => {
    const known = before.current;
    before.current = items;
    if (!known) {
      return;
    }
    const hand = (all: readonly ShownAttachment[]): readonly ShownAttachment[] => all.filter(({ isOffer }) => !isOffer);
    const added = hand(items).find(({ id }) => !known.some((each) => each.id === id));
    const gone = hand(known).find(({ id }) => !items.some((each) => each.id === id));
    if (added) {
      setNews(fill(strings.attached, nameOf(added)));
    } else if (gone) {
      setNews(fill(strings.attachmentRemoved, nameOf(gone)));
    }
  }, [items]);
  return news;
}
