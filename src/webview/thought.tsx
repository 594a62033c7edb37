import type { JSX, TargetedToggleEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownTurn } from '../protocol/messages.ts';
import { fill } from '../protocol/strings.ts';
import { Icon } from './icon.tsx';
import { GrowingText } from './markdown/growingText.ts';
import { usePage } from './page.ts';

/** Characters of the thought's end that its one-line preview is taken from. */
const previewLength = 160;

function lastLine(thought: string): string {
  return thought.slice(-previewLength).trimEnd().split('\n').at(-1)?.trim() ?? '';
}

/** What the model thought before it answered: folded, growing while it thinks. */
export function Thought({ turn }: { readonly turn: ShownTurn }): JSX.Element {
  const { strings, host } = usePage();
  const body = useRef<HTMLDivElement>(null);
  const growing = useRef<{ readonly text: GrowingText; taken: number }>(null);
  useLayoutEffect(() => {
    if (body.current) {
      growing.current ??= { text: new GrowingText(body.current), taken: 0 };
      growing.current.text.append(turn.thought.slice(growing.current.taken));
      growing.current.taken = turn.thought.length;
    }
  }, [turn.thought]);

  const thinking = turn.end === undefined && turn.thoughtMs === undefined && turn.text === '';
  const thought =
    turn.thoughtMs === undefined
      ? strings.thought
      : fill(strings.thoughtForSeconds, Math.max(1, Math.round(turn.thoughtMs / 1000)));
  const onToggle = (event: TargetedToggleEvent<HTMLDetailsElement>): void => {
    const others = host.memory().openThoughts.filter((id) => id !== turn.id);
    host.remember({ openThoughts: event.currentTarget.open ? [...others, turn.id] : others });
  };
  const wasOpen = useRef(host.memory().openThoughts.includes(turn.id)).current;
  return (
    <details class="thought" open={wasOpen} onToggle={onToggle}>
      <summary>
        <Icon name="chevron-right" />
        <span class={thinking ? 'shimmer' : ''}>{thinking ? strings.thinking : thought}</span>
        {thinking && (
          <span class="thought-preview" aria-hidden="true">
            {lastLine(turn.thought)}
          </span>
        )}
      </summary>
      <div class="thought-body" dir="auto" ref={body} />
    </details>
  );
}
