import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isComposing } from './composing.ts';
import { usePage } from './page.ts';

/** A message that is changed where it stands: Enter takes it, Escape leaves it as it was. */
export function EditBox(props: {
  readonly text: string;
  /** Names the box. */
  readonly name: string;
  /** On the button that takes it. */
  readonly action: string;
  /** What taking it does; empty for nothing to say. */
  readonly note: string;
  readonly onInput: (text: string) => void;
  readonly onDone: (text: string) => void;
  readonly onCancel: () => void;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const { strings } = usePage();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(props.text);
  const empty = text.trim() === '';
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(text.length, text.length);
  }, []);
  return (
    <div class="edit-box">
      <div class="input-box">
        {props.children}
        <textarea
          ref={box}
          rows={1}
          dir="auto"
          aria-label={props.name}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            props.onInput(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (isComposing(event)) {
              return;
            }
            if (event.key === 'Escape') {
              // An answer that streams is not meant.
              event.preventDefault();
              props.onCancel();
            } else if (event.key === 'Enter' && !event.shiftKey) {
              event.preventDefault();
              if (!empty) {
                props.onDone(event.currentTarget.value);
              }
            }
          }}
        />
      </div>
      {props.note !== '' && <p class="quiet">{props.note}</p>}
      <div class="buttons">
        <button type="button" class="button" disabled={empty} onClick={() => { props.onDone(text); }}>
          {props.action}
        </button>
        <button type="button" class="button secondary" onClick={props.onCancel}>
          {strings.cancel}
        </button>
      </div>
    </div>
  );
}
