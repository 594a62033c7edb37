import type { JSX, RefObject, TargetedKeyboardEvent, TargetedMouseEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Status } from '../protocol/messages.ts';
import { Icon } from './icon.tsx';
import { usePage } from './page.ts';
import { Parameters } from './parameters.tsx';
import { Where } from './where.tsx';

/** `keyCode` of a key that an input method took, where `isComposing` is not set yet. */
const takenByInputMethod = 229;

/** Where a message is written. Enter sends, Shift+Enter begins a line; while an answer streams one may write ahead. */
export function Composer(props: {
  readonly draft: string;
  readonly streaming: boolean;
  readonly status: Status | undefined;
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly onDraft: (draft: string) => void;
  /** Called with the text as it stands in the box, which may be newer than `draft`. */
  readonly onSend: (text: string) => void;
}): JSX.Element {
  const { strings, host } = usePage();
  const { draft, streaming, status } = props;
  const [tuning, setTuning] = useState(false);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    // The only sign some input methods give is the old key code.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const composing = event.isComposing || event.keyCode === takenByInputMethod;
    if (event.key === 'Enter' && !event.shiftKey && !composing) {
      event.preventDefault();
      if (!streaming) {
        props.onSend(event.currentTarget.value);
      }
    }
  };
  const onClick = (event: TargetedMouseEvent<HTMLButtonElement>): void => {
    if (!streaming) {
      props.onSend(props.input.current?.value ?? draft);
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
      <div class="input-box">
        <textarea
          ref={props.input}
          rows={1}
          dir="auto"
          aria-label={strings.message}
          placeholder={strings.messagePlaceholder}
          value={draft}
          onInput={(event) => {
            props.onDraft(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        <div class="input-actions">
          <button
            type="button"
            class="icon-button"
            aria-label={strings.newChat}
            title={strings.newChat}
            onClick={() => {
              host.post({ type: 'newChat' });
              props.input.current?.focus();
            }}
          >
            <Icon name="new-session" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={strings.parameters}
            title={strings.parameters}
            aria-expanded={tuning}
            onClick={() => {
              setTuning(!tuning);
            }}
          >
            <Icon name="settings" />
          </button>
          <span class="gap" />
          <button
            type="button"
            class={streaming ? 'icon-button' : 'icon-button submit'}
            aria-label={name}
            title={name}
            disabled={!streaming && draft.trim() === ''}
            onClick={onClick}
          >
            <Icon name={streaming ? 'stop-circle' : 'arrow-up'} />
          </button>
        </div>
      </div>
      <Where status={status} />
    </div>
  );
}
