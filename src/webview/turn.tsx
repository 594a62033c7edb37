import { Component, type JSX } from 'preact';
import type { ShownTurn } from '../protocol/messages.ts';
import { Answer } from './answer.tsx';
import { AnswerTools } from './answerTools.tsx';
import { EndNote } from './endNote.tsx';
import { Failure } from './failure.tsx';
import { JsonAnswer } from './jsonAnswer.tsx';
import { usePage } from './page.ts';
import { ProgressLine } from './progressLine.tsx';
import { Question } from './question.tsx';
import { Thought } from './thought.tsx';
import { UsageLine } from './usageLine.tsx';

interface TurnProps {
  readonly turn: ShownTurn;
  /** Its failure came just now, and not with the conversation. */
  readonly alert: boolean;
}

function Reply({ turn, alert }: TurnProps): JSX.Element {
  const { strings } = usePage();
  const streaming = turn.end === undefined;
  return (
    <article class="reply" aria-label={strings.lathe} aria-busy={streaming} data-turn={turn.id}>
      {turn.thought !== '' && <Thought turn={turn} />}
      <Answer turn={turn} />
      {turn.json && <JsonAnswer json={turn.json} />}
      {streaming && (
        <div class="working" aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      )}
      {turn.end?.type === 'failed' && <Failure failure={turn.end.failure} turnId={turn.id} alert={alert} />}
      {streaming && turn.progress && <ProgressLine progress={turn.progress} />}
      <EndNote turn={turn} />
      {!streaming && (
        <div class="reply-foot">
          <AnswerTools turnId={turn.id} text={turn.text} />
          {turn.usage && turn.usage.text !== '' && <UsageLine usage={turn.usage} />}
        </div>
      )}
    </article>
  );
}

/** A question and its answer. Drawn again only when its turn is another object. */
export class Turn extends Component<TurnProps> {
  override shouldComponentUpdate(next: TurnProps): boolean {
    return next.turn !== this.props.turn || next.alert !== this.props.alert;
  }

  override render(): JSX.Element {
    const { turn, alert } = this.props;
    return (
      <div class={turn.end === undefined ? 'turn' : 'turn finished'} data-vscode-context={JSON.stringify({ webviewSection: 'turn', turnId: turn.id })}>
        <Question turn={turn} />
        <Reply turn={turn} alert={alert} />
      </div>
    );
  }
}
