import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownTurn } from '../protocol/messages.ts';
import { AnswerView } from './markdown/answerView.ts';
import { usePage } from './page.ts';

/** The answer's Markdown. Drawn by hand, not by Preact: comparing a whole answer per token is what makes chats slow. */
export function Answer({ turn }: { readonly turn: ShownTurn }): JSX.Element {
  const { strings } = usePage();
  const element = useRef<HTMLDivElement>(null);
  const view = useRef<AnswerView>(null);
  const ended = useRef(false);
  const shown = useRef('');
  useLayoutEffect(() => {
    if (element.current) {
      if (ended.current && (turn.end === undefined || turn.text !== shown.current)) {
        // It goes on, or went on in another window: what was finished for good is drawn again.
        view.current?.dispose();
        view.current = null;
        element.current.replaceChildren();
      }
      ended.current = turn.end !== undefined;
      shown.current = turn.text;
      view.current ??= new AnswerView(element.current, strings);
      view.current.update(turn.text, ended.current);
    }
  }, [turn.text, turn.end]);
  useEffect(() => {
    const onPin = (event: Event): void => {
      view.current?.pin((event as CustomEvent<boolean>).detail);
    };
    const target = element.current;
    target?.addEventListener('pin', onPin);
    return () => {
      target?.removeEventListener('pin', onPin);
      view.current?.dispose();
    };
  }, []);
  return <div class="markdown" dir="auto" ref={element} />;
}
