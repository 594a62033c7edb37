import type { JSX, RefObject, TargetedMouseEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { ShownMeter } from '../protocol/meter.ts';
import type { ShownAttachment, Status } from '../protocol/messages.ts';
import { IconButton } from './iconButton.tsx';
import type { Suggested } from './mentions.tsx';
import { MessageBox } from './messageBox.tsx';
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
  readonly suggestions: Suggested | undefined;
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
  const recall = useRecall(props.input, draft, props.questions, props.onShow);
  const send = (text: string): void => {
    if (props.onSend(text)) {
      const beside = recall.takeBeside();
      if (beside !== '') {
        props.onDraft(beside);
      }
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
      <MessageBox
        input={props.input}
        text={draft}
        name={strings.message}
        placeholder={strings.messagePlaceholder}
        attachments={props.attachments}
        suggestions={props.suggestions}
        onText={props.onDraft}
        onSend={send}
        onKeyDown={recall.onKeyDown}
      >
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
      </MessageBox>
      <Where status={status} />
    </div>
  );
}
