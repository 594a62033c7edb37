import { useEffect } from 'preact/hooks';

/** Gives an article the focus, so that a screen reader and the keys go on from there. */
export function focusArticle(root: ParentNode, turnId: string): void {
  const article = root.querySelector<HTMLElement>(`article[data-turn="${CSS.escape(turnId)}"]`);
  if (article) {
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
  }
}

/** Goes to the answer after (1) or before (-1) the one at the view's upper edge, and gives it the focus. */
export function stepAnswer(by: 1 | -1): void {
  const scroller = document.querySelector('.scroller');
  if (!scroller) {
    return;
  }
  const edge = scroller.getBoundingClientRect().top;
  const answers = [...scroller.querySelectorAll<HTMLElement>('article.reply')];
  const top = (answer: HTMLElement): number => Math.round(answer.getBoundingClientRect().top - edge);
  const focused = document.activeElement?.closest<HTMLElement>('article.reply');
  const from = focused ? answers.indexOf(focused) : undefined;
  const target =
    from !== undefined
      ? answers[from + by]
      : by === 1
        ? answers.find((answer) => top(answer) > 1)
        : // From the message box one goes up to the last answer that shows, to its beginning.
          answers.findLast((answer) => top(answer) < scroller.clientHeight);
  if (target) {
    // In front of scrolling: a screen reader reads what has the focus.
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'start' });
  }
}

/** Alt+Down and Alt+Up in the page, but for a list of choices: they unfold it. */
export function useStepKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const plain = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (plain && !(event.target instanceof HTMLSelectElement) && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault();
        stepAnswer(event.key === 'ArrowDown' ? 1 : -1);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
