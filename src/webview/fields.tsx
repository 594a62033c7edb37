import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * What stands in a field that is being filled in: it is the person's until the field is left and the host has told what came of it. The
 * page is drawn again meanwhile, as with each word of an answer, and would put back what was there. `told`: new each time that the host tells.
 */
function useTyped(value: string, told: unknown): { readonly text: string; readonly onType: (text: string) => void; readonly onDone: (isTaken: boolean) => void } {
  const [typed, setTyped] = useState<string>();
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current) {
      isDone.current = false;
      setTyped(undefined);
    }
  }, [told]);
  return {
    text: typed ?? value,
    onType: (text) => {
      isDone.current = false;
      setTyped(text);
    },
    onDone: (isTaken) => {
      isDone.current = isTaken;
      if (!isTaken) {
        setTyped(undefined);
      }
    },
  };
}

/** A number, by a slider or by digits. What is none is put back. */
export function NumberField(props: {
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly type: 'range' | 'number';
  readonly min: number;
  readonly max?: number;
  readonly step: number;
  readonly value: number;
  readonly told: unknown;
  readonly onNumber: (value: number) => void;
}): JSX.Element {
  const { value, told, onNumber, ...native } = props;
  const { text, onType, onDone } = useTyped(String(value), told);
  return (
    <input
      {...native}
      value={text}
      onInput={(event) => { onType(event.currentTarget.value); }}
      onChange={(event) => {
        const typed = event.currentTarget.valueAsNumber;
        onDone(Number.isFinite(typed));
        if (Number.isFinite(typed)) {
          onNumber(typed);
        }
      }}
    />
  );
}

/** Some lines of text. */
export function TextField(props: { readonly id: string; readonly value: string; readonly told: unknown; readonly onText: (text: string) => void }): JSX.Element {
  const { text, onType, onDone } = useTyped(props.value, props.told);
  return (
    <textarea
      id={props.id}
      rows={3}
      dir="auto"
      value={text}
      onInput={(event) => { onType(event.currentTarget.value); }}
      onChange={(event) => {
        onDone(true);
        props.onText(event.currentTarget.value);
      }}
    />
  );
}
