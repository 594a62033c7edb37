// Runs in a browser: ways to show an answer that grows. Each takes an element and gets the answer by the delta.
import { createIncremarkParser } from '@incremark/core';
import { marked } from 'marked';
import { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown';
import { AnswerView } from '../../../src/webview/markdown/answerView.ts';

interface Drawer {
  readonly append: (delta: string) => void;
  readonly end: () => void;
}

export type DrawerName = 'plain' | 'again' | 'streaming-markdown' | 'incremark' | 'lathe';

const makers: Readonly<Record<DrawerName, (element: HTMLElement) => Drawer>> = {
  plain: (element) => {
    element.style.whiteSpace = 'pre-wrap';
    return {
      append: (delta) => {
        element.append(delta);
      },
      end: () => undefined,
    };
  },
  again: (element) => {
    let text = '';
    return {
      append: (delta) => {
        text += delta;
        element.innerHTML = marked.parse(text, { async: false });
      },
      end: () => undefined,
    };
  },
  'streaming-markdown': (element) => {
    const state = parser(default_renderer(element));
    return {
      append: (delta) => {
        parser_write(state, delta);
      },
      end: () => {
        parser_end(state);
      },
    };
  },
  incremark,
  lathe: (element) => {
    const view = new AnswerView(element, { code: 'Code', copy: 'Copy', copied: 'Copied', insertAtCursor: 'Insert at cursor', apply: 'Apply' });
    let text = '';
    return {
      append: (delta) => {
        text += delta;
        view.update(text, false);
      },
      end: () => {
        view.update(text, true);
      },
    };
  },
};

/** The package parses and leaves drawing to its caller: a finished block is drawn once, a pending one whenever it comes. */
function incremark(element: HTMLElement): Drawer {
  const state = createIncremarkParser({ gfm: true });
  const finished = document.createElement('div');
  const pending = document.createElement('div');
  element.append(finished, pending);
  const draw = (update: ReturnType<typeof state.append>): void => {
    finished.append(...update.completed.map(({ node }) => elementOf(node)));
    pending.replaceChildren(...update.pending.map(({ node }) => elementOf(node)));
  };
  return {
    append: (delta) => {
      draw(state.append(delta));
    },
    end: () => {
      draw(state.finalize());
    },
  };
}

interface MdastNode {
  readonly type: string;
  readonly value?: string | undefined;
  readonly depth?: number | null | undefined;
  readonly ordered?: boolean | null | undefined;
  readonly children?: readonly MdastNode[];
}

const elementNames: Readonly<Record<string, string>> = {
  ...{ paragraph: 'p', blockquote: 'blockquote', listItem: 'li', table: 'table', tableRow: 'tr', tableCell: 'td' },
  ...{ strong: 'strong', emphasis: 'em', inlineCode: 'code', code: 'pre', link: 'a' },
};

function elementOf(node: MdastNode): Node {
  if (node.type === 'text') {
    return document.createTextNode(node.value ?? '');
  }
  const name = node.type === 'heading' ? `h${node.depth ?? 1}` : node.type === 'list' ? (node.ordered === true ? 'ol' : 'ul') : undefined;
  const element = document.createElement(name ?? elementNames[node.type] ?? 'span');
  element.append(node.value ?? '', ...(node.children ?? []).map(elementOf));
  return element;
}

/**
 * Draws deltas one a frame, and keeps the end in view as every chat does. Resolves, once all is painted, with the time it
 * took, ms, what stands in the last 200 characters, and how many elements there are.
 */
async function run(name: DrawerName, deltas: readonly string[]): Promise<{ readonly ms: number; readonly end: string; readonly elements: number }> {
  const element = document.querySelector<HTMLElement>('.markdown');
  const scroller = document.querySelector('.scroller');
  if (!element || !scroller) {
    throw new Error('The page has no place for an answer');
  }
  const drawer = makers[name](element);
  const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
  const began = performance.now();
  for (const delta of deltas) {
    await frame();
    drawer.append(delta);
    scroller.scrollTop = scroller.scrollHeight;
  }
  drawer.end();
  scroller.scrollTop = scroller.scrollHeight;
  await frame();
  await frame();
  return { ms: performance.now() - began, end: element.innerText.slice(-200), elements: element.querySelectorAll('*').length };
}

Object.assign(globalThis, { run });
