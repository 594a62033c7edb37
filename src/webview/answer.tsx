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
  useLayoutEffect(() => {
    if (element.current) {
      view.current ??= new AnswerView(element.current, strings);
      view.current.update(turn.text, turn.end !== undefined);
    }
  }, [turn.text, turn.end]);
  useEffect(() => () => view.current?.dispose(), []);
  return <div class="markdown" dir="auto" ref={element} />;
}
