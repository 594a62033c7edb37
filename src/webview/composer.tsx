import type { JSX, RefObject, TargetedKeyboardEvent, TargetedMouseEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ShownMeter } from '../protocol/meter.ts';
import type { ShownAttachment, ShownSuggestion, Status } from '../protocol/messages.ts';
import { Chips } from './chips.tsx';
import { isComposing } from './composing.ts';
import { pasteImages } from './drop.ts';
import { IconButton } from './iconButton.tsx';
import { MentionList, useMentions } from './mentions.tsx';
import { usePage } from './page.ts';
import { Meter } from './meter.tsx';
import { Parameters } from './parameters.tsx';
import { useRecall } from './recall.ts';
import { Where } from './where.tsx';

/** Where a message is written. Enter sends, Shift+Enter begins a line; while an answer streams it is queued. */
export function Composer(props: {
  readonly draft: string;
  readonly streaming: boolean;
  readonly status: Status | undefined;
  readonly attachments: readonly ShownAttachment[];
  readonly suggestions: { readonly request: number; readonly items: readonly ShownSuggestion[] } | undefined;
  readonly meter: ShownMeter | undefined;
  readonly input: RefObject<HTMLTextAreaElement | null>;
  /** What was asked before, the newest last. */
  readonly questions: readonly string[];
  readonly onDraft: (draft: string) => void;
  /** Puts a text into the box that is no draft: the draft stays what it is. */
  readonly onShow: (text: string) => void;
  /** Called with the text as it stands in the box, which may be newer than `draft`; tells whether it went out. */
  readonly onSend: (text: string) => boolean;
}): JSX.Element {
  const { strings, host } = usePage();
  const { draft, streaming, status } = props;
  const [tuning, setTuning] = useState(false);
  const mentions = useMentions(props.input, draft, props.suggestions, props.onDraft);
  const recall = useRecall(props.input, draft, props.questions, props.onShow);
  const send = (text: string): void => {
    const beside = recall.besides(text);
    if (props.onSend(text) && beside !== '') {
      props.onDraft(beside);
    }
  };
  const chips = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    const composing = isComposing(event);
    if (!composing && (mentions.onKeyDown(event) || recall.onKeyDown(event) || toLastChip(event, chips.current))) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey && !composing) {
      event.preventDefault();
      send(event.currentTarget.value);
    }
  };
  const onClick = (event: TargetedMouseEvent<HTMLButtonElement>): void => {
    if (!streaming) {
      send(props.input.current?.value ?? draft);
    } else if (event.detail < 2) {
      // The second click of a double click on Send must not stop what the first one began.
      host.post({ type: 'stop' });
    }
    // The button may be disabled now, and would lose the focus to nowhere.
    props.input.current?.focus();
  };
  const name = streaming ? strings.stop : strings.send;
  return (
    <div class="composer">
      {tuning && status && <Parameters parameters={status.parameters} />}
      <MentionList mentions={mentions} />
      <div class="input-box">
        <Chips items={props.attachments} list={chips} input={props.input} />
        <textarea
          ref={props.input}
          rows={1}
          dir="auto"
          aria-label={strings.message}
          placeholder={strings.messagePlaceholder}
          value={draft}
          onInput={(event) => {
            props.onDraft(event.currentTarget.value);
            mentions.onMove();
          }}
          onKeyDown={onKeyDown}
          onSelect={mentions.onMove}
          onBlur={mentions.leave}
          onPaste={(event) => {
            pasteImages(event, host);
          }}
          {...mentions.aria}
        />
        <div class="input-actions">
          <IconButton
            icon="new-session"
            name={strings.newChat}
            onClick={() => {
              host.post({ type: 'newChat' });
              props.input.current?.focus();
            }}
          />
          <IconButton icon="settings" name={strings.parameters} expanded={tuning} onClick={() => { setTuning(!tuning); }} />
          <IconButton icon="attach" name={strings.attach} onClick={() => { host.post({ type: 'attach' }); }} />
          <span class="spring" />
          {props.meter && <Meter meter={props.meter} />}
          {streaming && draft.trim() !== '' && (
            <IconButton
              icon="arrow-up"
              name={strings.queueAdd}
              onClick={() => {
                send(props.input.current?.value ?? draft);
                props.input.current?.focus();
              }}
            />
          )}
          <IconButton
            icon={streaming ? 'stop-circle' : 'arrow-up'}
            name={name}
            {...(streaming ? {} : { look: 'submit' })}
            disabled={!streaming && draft.trim() === ''}
            onClick={onClick}
          />
        </div>
      </div>
      <Where status={status} />
    </div>
  );
}

/** With nothing before the caret, Backspace goes to what was attached last, as in a row of tags. */
function toLastChip(event: TargetedKeyboardEvent<HTMLTextAreaElement>, chips: HTMLUListElement | null): boolean {
  const { selectionStart, selectionEnd } = event.currentTarget;
  const last = [...(chips?.querySelectorAll<HTMLElement>('.chip-open') ?? [])].at(-1);
  // A held key empties the box, and must not go on with the chips.
  if (event.key !== 'Backspace' || event.repeat || selectionStart !== 0 || selectionEnd !== 0 || !last) {
    return false;
  }
  event.preventDefault();
  last.focus();
  return true;
}
