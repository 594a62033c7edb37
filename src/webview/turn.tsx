import { Component, type JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownTurn } from '../protocol/messages.ts';
import { Answer } from './answer.tsx';
import { AnswerTools } from './answerTools.tsx';
import { EndNote } from './endNote.tsx';
import { Failure } from './failure.tsx';
import { GrowingText } from './markdown/growingText.ts';
import { Icon } from './icon.tsx';
import { usePage } from './page.ts';
import { ProgressLine } from './progressLine.tsx';
import { Reference } from './reference.tsx';
import { Thought } from './thought.tsx';

/** Characters above which a question is laid out by the piece. */
const longPrompt = 8000;

function Prompt({ text }: { readonly text: string }): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const long = text.length > longPrompt;
  useLayoutEffect(() => {
    if (long && element.current) {
      new GrowingText(element.current).append(text);
    }
  }, [text]);
  return (
    <div class={long ? 'bubble long' : 'bubble'} dir="auto" ref={element}>
      {long ? null : text}
    </div>
  );
}

function Question({ turn }: { readonly turn: ShownTurn }): JSX.Element {
  const { strings, host } = usePage();
  return (
    <article class="question" aria-label={strings.you} data-turn={turn.id}>
      <Prompt text={turn.prompt} />
      <button
        type="button"
        class="icon-button copy-link"
        aria-label={strings.copyLink}
        title={strings.copyLink}
        onClick={() => {
          host.post({ type: 'copyLink', turnId: turn.id });
        }}
      >
        <Icon name="link" />
      </button>
      {turn.references.map((reference, index) => (
        <Reference key={index} reference={reference} />
      ))}
    </article>
  );
}

function Reply({ turn }: { readonly turn: ShownTurn }): JSX.Element {
  const { strings } = usePage();
  const streaming = turn.end === undefined;
  return (
    <article class="reply" aria-label={strings.lathe} aria-busy={streaming} data-turn={turn.id}>
      {turn.thought !== '' && <Thought turn={turn} />}
      <Answer turn={turn} />
      {streaming && (
        <div class="working" aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      )}
      {turn.end?.type === 'failed' && <Failure failure={turn.end.failure} turnId={turn.id} />}
      {streaming && turn.progress && <ProgressLine progress={turn.progress} />}
      <EndNote turn={turn} />
      {!streaming && (
        <div class="reply-foot">
          {turn.usage && turn.usage.text !== '' && (
            <p class="usage" title={turn.usage.title}>
              {turn.usage.text}
            </p>
          )}
          {turn.text !== '' && <AnswerTools text={turn.text} />}
        </div>
      )}
    </article>
  );
}

/** A question and its answer. Drawn again only when its turn is another object. */
export class Turn extends Component<{ readonly turn: ShownTurn }> {
  override shouldComponentUpdate(next: { readonly turn: ShownTurn }): boolean {
    return next.turn !== this.props.turn;
  }

  override render(): JSX.Element {
    const { turn } = this.props;
    return (
      <div class={turn.end === undefined ? 'turn' : 'turn finished'}>
        <Question turn={turn} />
        <Reply turn={turn} />
      </div>
    );
  }
}
