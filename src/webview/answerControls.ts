import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { FromPage } from '../protocol/messages.ts';
import { blockDrawnEvent } from './markdown/blockDrawn.ts';
import { handleCodeClick, type CodeAction, type ShownCode } from './markdown/codeBlock.ts';
import { placeOf } from './markdown/fileLinks.ts';
import { handleFootnoteClick } from './markdown/footnotes.ts';
import { usePage } from './page.ts';

function messageFor(action: CodeAction, { text, language, file, turnId }: ShownCode): FromPage {
  switch (action) {
    case 'apply':
      return { type: 'applyCode', turnId, text };
    case 'copy':
      return { type: 'copy', text };
    case 'insert':
      return { type: 'insertAtCursor', text };
    case 'newFile':
      return { type: 'newFile', text, language, file };
    case 'run':
      return { type: 'runInTerminal', text };
    case 'diagram':
      return { type: 'openDiagram', text };
  }
}

/** What can be clicked within answers, handled in one place: answers are drawn by hand, and by the hundred. */
export function useAnswerControls(scroller: RefObject<HTMLElement | null>): void {
  const { strings, host, links } = usePage();
  useEffect(() => {
    const element = scroller.current;
    if (!element) {
      return undefined;
    }
    const onPlace = (event: Event): void => {
      const name = placeOf(event);
      if (name !== undefined) {
        event.preventDefault();
        host.post({ type: 'openPlace', name });
      }
    };
    const onClick = (event: Event): void => {
      onPlace(event);
      handleFootnoteClick(event);
      handleCodeClick(event, strings, (action, code) => {
        host.post(messageFor(action, code));
      });
    };
    const onDrawn = (event: Event): void => {
      if (event.target instanceof Element && event.target.closest('.markdown')) {
        links.look(event.target);
      }
    };
    element.addEventListener('click', onClick);
    element.addEventListener('keydown', onPlace);
    element.addEventListener(blockDrawnEvent, onDrawn);
    return () => {
      element.removeEventListener('click', onClick);
      element.removeEventListener('keydown', onPlace);
      element.removeEventListener(blockDrawnEvent, onDrawn);
    };
  }, []);
}
