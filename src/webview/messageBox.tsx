import type { ComponentChildren, JSX, RefObject, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { longestMessage, type ShownAttachment } from '../protocol/messages.ts';
import { fill } from '../protocol/strings.ts';
import { Chips } from './chips.tsx';
import { isComposing } from './composing.ts';
import { pasteImages } from './drop.ts';
import { MentionList, useMentions, type Suggested } from './mentions.tsx';
import { usePage } from './page.ts';

/** Where a message is written, with what goes along above it. Enter sends, Shift+Enter begins a line, `@` attaches, `/` lists commands. */
export function MessageBox(props: {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  /** Names the box. */
  readonly name: string;
  readonly placeholder?: string;
  readonly readOnly?: boolean;
  readonly attachments: readonly ShownAttachment[];
  readonly suggestions: Suggested | undefined;
  readonly onText: (text: string) => void;
  /** Called with the text as it stands in the box, which may be newer than `text`. */
  readonly onSend: (text: string) => void;
  /** Keys that are not for the list of suggestions nor the chips; true when it was for the caller. */
  readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => boolean;
  /** The buttons below the text. */
  readonly children: ComponentChildren;
}): JSX.Element {
  const { strings, host } = usePage();
  const { input, text } = props;
  const mentions = useMentions(input, props.suggestions, props.onText);
  const chips = useRef<HTMLUListElement>(null);
  return (
    <>
      <MentionList mentions={mentions} />
      <div class="input-box">
        <Chips items={props.attachments} list={chips} input={input} covered={mentions.items !== undefined} />
        <textarea
          ref={input}
          rows={1}
          dir="auto"
          aria-label={props.name}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
          value={text}
          onInput={(event) => {
            props.onText(event.currentTarget.value);
            mentions.onMove();
          }}
          onKeyDown={(event) => {
            if (isComposing(event) || mentions.onKeyDown(event) || props.onKeyDown(event) || toLastChip(event, chips.current)) {
              return;
            }
            if (event.key === 'Enter' && !event.shiftKey) {
              event.preventDefault();
              if (event.currentTarget.value.length <= longestMessage) {
                props.onSend(event.currentTarget.value);
              }
            }
          }}
          onSelect={mentions.onMove}
          onBlur={mentions.leave}
          onPaste={(event) => {
            pasteImages(event, host);
          }}
          {...mentions.aria}
        />
        <div class="input-actions">{props.children}</div>
      </div>
      <p class="too-long" role="alert">{text.length > longestMessage && fill(strings.tooLong, text.length.toLocaleString(), longestMessage.toLocaleString())}</p>
    </>
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
