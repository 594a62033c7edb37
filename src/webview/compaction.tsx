import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownCompaction } from '../protocol/messages.ts';
import { Icon } from './icon.tsx';
import { AnswerView } from './markdown/answerView.ts';
import { usePage } from './page.ts';

/** The summary's Markdown, drawn once. */
function Summary({ text }: { readonly text: string }): JSX.Element {
  const { strings } = usePage();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) {
      return undefined;
    }
    const view = new AnswerView(element.current, strings);
    view.update(text, true);
    return () => {
      view.dispose();
    };
  }, []);
  return <div class="markdown" dir="auto" ref={element} />;
}

/** Stands below the turns that a summary is sent in place of: what it says, what it took, and the way back. */
export function Compaction(props: { readonly compaction: ShownCompaction; readonly streaming: boolean }): JSX.Element {
  const { strings, host } = usePage();
  const { turnId, summary, usage } = props.compaction;
  const [open, setOpen] = useState(false);
  return (
    // Code in it is applied as that of the turn that it stands below.
    <section class="compaction" aria-label={strings.compacted} data-turn={turnId}>
      <details
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>
          <Icon name="chevron-right" />
          <span>{strings.compacted}</span>
        </summary>
        {open && (
          <div class="compaction-body">
            <p>{strings.compactedNote}</p>
            <Summary key={summary} text={summary} />
          </div>
        )}
      </details>
      {usage && usage.text !== '' && (
        <p class="usage" title={usage.title}>
          {usage.text}
        </p>
      )}
      <button
        type="button"
        class="button secondary"
        title={strings.useAllMessagesTitle}
        disabled={props.streaming}
        onClick={() => {
          host.post({ type: 'useAllMessages' });
        }}
      >
        {strings.useAllMessages}
      </button>
    </section>
  );
}
