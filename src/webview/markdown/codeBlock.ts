import type { Strings } from '../../protocol/strings.ts';
import { GrowingText, pieceLength } from './growingText.ts';

/** The words on a code block's header. */
export type CodeWords = Pick<Strings, 'code' | 'copy' | 'copied' | 'insertAtCursor' | 'apply'>;

function iconButton(action: string, icon: string, name: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'icon-button';
  button.dataset['action'] = action;
  button.ariaLabel = name;
  button.title = name;
  const glyph = document.createElement('span');
  glyph.className = `codicon codicon-${icon}`;
  glyph.ariaHidden = 'true';
  button.append(glyph);
  return button;
}

/**
 * A block of code under a header with its language and what can be done with it. The buttons are handled by
 * `handleCodeClick` on an element around: blocks are made by the hundred, and cloned while they stream.
 */
export function codeBlock(language: string, text: string, words: CodeWords): HTMLElement {
  const block = document.createElement('div');
  block.className = 'code';
  block.dataset['language'] = language;

  const name = document.createElement('span');
  name.className = 'code-language';
  name.textContent = language || words.code;
  const header = document.createElement('div');
  header.className = 'code-header';
  header.append(name, iconButton('apply', 'git-pull-request-go-to-changes', words.apply), iconButton('copy', 'copy', words.copy), iconButton('insert', 'insert', words.insertAtCursor));

  const code = document.createElement('code');
  // Much code is laid out and painted by the piece.
  if (text.length > pieceLength) {
    new GrowingText(code).append(text);
  } else {
    code.textContent = text;
  }
  const pre = document.createElement('pre');
  // Code reads from left to right in any language, and scrolls by keyboard.
  pre.dir = 'ltr';
  pre.tabIndex = 0;
  pre.append(code);

  block.append(header, pre);
  return block;
}

/** Milliseconds that a button says what it did. */
const confirmation = 1500;

function confirm(button: HTMLElement, words: CodeWords): void {
  const name = (text: string, icon: string): void => {
    button.ariaLabel = text;
    button.title = text;
    button.firstElementChild?.setAttribute('class', `codicon codicon-${icon}`);
  };
  name(words.copied, 'check');
  setTimeout(() => {
    name(words.copy, 'copy');
  }, confirmation);
}

/** Does what a clicked button of a code block says; other clicks are left alone. */
export function handleCodeClick(
  event: Event,
  words: CodeWords,
  actions: { readonly copy: (text: string) => void; readonly insert: (text: string) => void; readonly apply: (text: string, turnId: string) => void },
): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action]') : null;
  const code = button?.closest('.code')?.querySelector('code');
  if (!button || !code) {
    return;
  }
  // The last line's end belongs to the fence.
  const text = code.textContent.replace(/\n$/, '');
  if (button.dataset['action'] === 'copy') {
    actions.copy(text);
    confirm(button, words);
  } else if (button.dataset['action'] === 'insert') {
    actions.insert(text);
  } else if (button.dataset['action'] === 'apply') {
    actions.apply(text, button.closest<HTMLElement>('[data-turn]')?.dataset['turn'] ?? '');
  }
}
