import type { JSX, RefObject, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../protocol/strings.ts';
import type { ShownSuggestion } from '../protocol/messages.ts';
import { Icon } from './icon.tsx';
import { kindIcon } from './kindIcon.ts';
import { usePage } from './page.ts';

/** What was found for a request. */
export interface Suggested {
  readonly request: number;
  readonly items: readonly ShownSuggestion[];
}

// One list is open at a time: that of the box with the focus.
const listId = 'suggestions';
const optionId = (index: number): string => `suggestion-${index}`;

/** What is typed behind an `@` or a `/`, and where that stands. */
interface Mention {
  readonly sign: '@' | '/';
  readonly at: number;
  readonly query: string;
}

export interface Mentions {
  /** Undefined while no list is open. */
  readonly items: readonly ShownSuggestion[] | undefined;
  readonly active: number;
  readonly choose: (index: number) => void;
  readonly point: (index: number) => void;
  /** The focus has gone elsewhere. */
  readonly leave: () => void;
  /** The text or the caret has changed. */
  readonly onMove: () => void;
  /** True when the key was for the list. */
  readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => boolean;
  readonly sign: '@' | '/';
  readonly aria: {
    readonly 'aria-autocomplete': 'list';
    readonly 'aria-haspopup': 'listbox';
    readonly 'aria-controls'?: string;
    readonly 'aria-activedescendant'?: string;
  };
}

/** The list that `@`, or a `/` at the very beginning, opens in the message box. The focus stays in the box; arrows go through the list, Enter and Tab choose. */
export function useMentions(
  input: RefObject<HTMLTextAreaElement | null>,
  found: Suggested | undefined,
  onDraft: (draft: string) => void,
): Mentions {
  const { host, newRequest } = usePage();
  const [mention, setMention] = useState<Mention>();
  const [active, setActive] = useState(0);
  const request = useRef(0);
  /** The first request of this list: what was found before it belongs to another. */
  const first = useRef(0);
  /** Where an `@` stands whose list was closed: it stays closed. */
  const closedAt = useRef<number>(undefined);

  const onMove = (): void => {
    const next = input.current ? mentionAt(input.current) : undefined;
    if (next?.at !== closedAt.current) {
      closedAt.current = undefined;
    }
    if (!next || closedAt.current === next.at) {
      setMention(undefined);
    } else if (next.at !== mention?.at || next.sign !== mention.sign || next.query !== mention.query) {
      request.current = newRequest();
      if (next.at !== mention?.at || next.sign !== mention.sign) {
        first.current = request.current;
      }
      host.post({ type: 'suggest', request: request.current, query: next.query, ...(next.sign === '/' ? { sign: '/' } : {}) });
      setMention(next);
      setActive(0);
    }
  };
  const items = mention && found && found.request >= first.current && found.request <= request.current ? found.items : undefined;
  const close = (): void => {
    closedAt.current = mention?.at;
    setMention(undefined);
  };
  const choose = (index: number): void => {
    const item = items?.[index];
    const box = input.current;
    if (!item || !mention || !box) {
      return;
    }
    if (mention.sign === '@') {
      host.post({ type: 'chooseSuggestion', id: item.id });
    }
    const inserted = item.mention === '' ? '' : `${mention.sign}${item.mention} `;
    const end = mention.at + 1 + mention.query.length;
    closedAt.current = mention.at;
    setMention(undefined);
    box.focus();
    box.setSelectionRange(mention.at, inserted !== '' && box.value[end] === ' ' ? end + 1 : end);
    typeOver(box, inserted);
    onDraft(box.value);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): boolean => {
    // A command that is typed out is sent.
    if (!mention || (event.key === 'Enter' && mention.sign === '/' && items?.[active]?.mention === mention.query)) {
      return false;
    }
    const count = items?.length ?? 0;
    const last = count - 1;
    const to = { ArrowDown: active === last ? 0 : active + 1, ArrowUp: active === 0 ? last : active - 1, PageDown: Math.min(last, active + 8), PageUp: Math.max(0, active - 8) }[event.key];
    if (to !== undefined && count > 0) {
      setActive(to);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && count > 0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      choose(active);
    } else if (event.key === 'Escape') {
      close();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  };

  return {
    items,
    active: Math.min(active, Math.max(0, (items?.length ?? 0) - 1)),
    choose,
    point: setActive,
    leave: () => {
      setMention(undefined);
    },
    onMove,
    onKeyDown,
    sign: mention?.sign ?? '@',
    aria: {
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      ...(items && items.length > 0 ? { 'aria-controls': listId, 'aria-activedescendant': optionId(Math.min(active, items.length - 1)) } : {}),
    },
  };
}

/** Puts the text in the place of the selection as typing does, so that Undo takes it back. */
function typeOver(box: HTMLTextAreaElement, text: string): void {
  // Nothing else leaves the browser's own undo as it is.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (!(text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text))) {
    box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  }
}

/** The `@` before the caret, at the beginning of a word, or the `/` that the text begins with, and what is typed behind it. */
function mentionAt({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Mention | undefined {
  const before = value.slice(0, selectionStart);
  const command = selectionStart === selectionEnd ? /^\/([\w.-]{0,100})$/.exec(before)?.[1] : undefined;
  if (command !== undefined) {
    return { sign: '/', at: 0, query: command };
  }
  const match = selectionStart === selectionEnd ? /(?:^|[\s([{"'])@([^\s@]{0,200})$/.exec(before) : null;
  const query = match?.[1];
  return query === undefined ? undefined : { sign: '@', at: selectionStart - query.length - 1, query };
}

export function MentionList({ mentions }: { readonly mentions: Mentions }): JSX.Element {
  const { strings } = usePage();
  const { items, active } = mentions;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (list.current?.closest('.edit-box')) {
      // It stands below a question, where the view may end.
      list.current.scrollIntoView({ block: 'nearest' });
    }
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [items, active]);
  return (
    <>
      <div class="visually-hidden" aria-live="polite">
        {items && (items.length === 0 ? strings.suggestionNone : fill(strings.suggestionCount, items.length))}
      </div>
      {items && items.length > 0 && (
        <div class="suggestions" role="listbox" id={listId} aria-label={mentions.sign === '/' ? strings.commands : strings.suggestions} ref={list}>
          {items.map((item, index) => (
            <div
              key={item.id}
              id={optionId(index)}
              class="suggestion"
              role="option"
              aria-selected={index === active}
              onMouseMove={() => { mentions.point(index); }}
              // The box must not lose the focus, which would close the list before the click.
              onMouseDown={(event) => { event.preventDefault(); }}
              onClick={() => { mentions.choose(index); }}
            >
              <Icon name={kindIcon(item.kind)} />
              <span class="suggestion-label">{item.label}</span>
              <span class="suggestion-detail">{item.detail}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
