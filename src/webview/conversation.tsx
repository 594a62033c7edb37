import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownTurn } from '../protocol/messages.ts';
import { useAnswerControls } from './answerControls.ts';
import { Compaction } from './compaction.tsx';
import { Icon } from './icon.tsx';
import { KeyPanel, needsKey } from './keyPanel.tsx';
import type { Anchor } from './memory.ts';
import { usePage } from './page.ts';
import { usePaging } from './paging.ts';
import { stickToEnd, type Sticking } from './scroll.ts';
import { focusArticle } from './stepAnswer.ts';
import { Queue } from './queue.tsx';
import { Starters } from './starters.tsx';
import type { ViewState } from './store.ts';
import { Turn } from './turn.tsx';
import { Welcome } from './welcome.tsx';

/** Milliseconds between writes of the reading position, which each cost a message to the host. */
const rememberEvery = 200;

/** The scrolling part of the page: all turns, or the welcome. */
export function Conversation(props: {
  readonly state: ViewState;
  /** The find widget is open: it keeps the focus. */
  readonly finding: boolean;
  readonly sticking: RefObject<Sticking | null>;
  /** Where the focus goes from what is taken away. */
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly onStart: (prompt: string) => void;
  /** The jump button goes away under the focus; it belongs somewhere else then. */
  readonly onJumped: () => void;
}): JSX.Element {
  const { strings, host } = usePage();
  const { turns, status, compaction } = props.state;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const first = useRef<string>(undefined);

  useLayoutEffect(() => {
    if (!scroller.current || !content.current) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let latest: Anchor | undefined;
    const sticking = stickToEnd(scroller.current, content.current, (anchor) => {
      latest = anchor;
      setAway(anchor !== undefined);
      timer ??= setTimeout(() => {
        timer = undefined;
        host.remember({ anchor: latest });
      }, rememberEvery);
    });
    props.sticking.current = sticking;
    return () => {
      clearTimeout(timer);
      sticking.dispose();
    };
  }, []);

  // Turns that come in front must not move what is read: its place is taken before they are there.
  const place = turns[0]?.id === first.current ? undefined : props.sticking.current?.mark();
  useLayoutEffect(() => {
    first.current = turns[0]?.id;
    place?.keep();
  }, [turns]);
  usePaging(scroller, props.state);
  useLayoutEffect(() => {
    const { reveal } = props.state;
    if (reveal && scroller.current) {
      if (reveal.turnId === undefined) {
        props.sticking.current?.stick();
      } else {
        props.sticking.current?.restore({ turnId: reveal.turnId, part: 'question', offset: 0 });
        if (!props.finding) {
          focusArticle(scroller.current, reveal.turnId);
        }
      }
    }
  }, [props.state.reveal]);

  const snapshotShown = status !== undefined;
  useLayoutEffect(() => {
    const { anchor } = host.memory();
    // What was asked for meanwhile may have come in the same frame, and is newer.
    if (snapshotShown && anchor && !props.state.reveal) {
      props.sticking.current?.restore(anchor);
    }
  }, [snapshotShown]);

  useAnswerControls(scroller);
  const empty = snapshotShown && turns.length === 0;
  return (
    <div class="conversation">
      <div class="scroller" ref={scroller} role="region" aria-label={strings.conversation} tabIndex={0}>
        <div class={`content${empty ? ' empty' : ''}${props.state.running === undefined ? '' : ' answering'}`} ref={content}>
          {empty && <Welcome />}
          {props.state.before && <div class="edge" data-edge="before" aria-hidden="true" />}
          {turns.flatMap((turn: ShownTurn) => [
            <Turn key={turn.id} turn={turn} alert={turn.id === props.state.failed} />,
            ...(turn.id === compaction?.turnId
              ? [<Compaction key="compaction" compaction={compaction} streaming={props.state.running !== undefined} />]
              : []),
          ])}
          {!props.state.after && <Queue items={props.state.queue} answering={props.state.running !== undefined} input={props.input} />}
          {props.state.after && <div class="edge" data-edge="after" aria-hidden="true" />}
          {status && needsKey(status) && <KeyPanel status={status} />}
          {empty && <Starters onStart={props.onStart} />}
        </div>
      </div>
      {(away || props.state.after) && turns.length > 0 && (
        <button
          type="button"
          class="jump"
          aria-label={strings.jumpToLatest}
          title={strings.jumpToLatest}
          onClick={() => {
            if (props.state.after) {
              // It goes to the end when the last turns are here.
              host.post({ type: 'show' });
            } else {
              props.sticking.current?.stick();
            }
            props.onJumped();
          }}
        >
          <Icon name="chevron-down" />
        </button>
      )}
    </div>
  );
}
