import { Component, type JSX } from 'preact';
import type { ShownTurn } from '../protocol/messages.ts';
import { Answer } from './answer.tsx';
import { EndNote } from './endNote.tsx';
import { Failure } from './failure.tsx';
import { usePage } from './page.ts';
import { ProgressLine } from './progressLine.tsx';
import { Reference } from './reference.tsx';
import { Thought } from './thought.tsx';

function Question({ turn }: { readonly turn: ShownTurn }): JSX.Element {
  const { strings } = usePage();
  return (
    <article class="question" aria-label={strings.you} data-turn={turn.id}>
      <div class="bubble" dir="auto">
        {turn.prompt}
      </div>
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
      {turn.usage && turn.usage.text !== '' && (
        <p class="usage" title={turn.usage.title}>
          {turn.usage.text}
        </p>
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
