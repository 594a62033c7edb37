import { fill, type Strings } from '../../protocol/strings.ts';
import { codeInfo } from './codeInfo.ts';
import { GrowingText, pieceLength } from './growingText.ts';

/** The words on a code block. */
export type CodeWords = Pick<
  Strings,
  'apply' | 'code' | 'copy' | 'copied' | 'insertAtCursor' | 'newFile' | 'runInTerminal' | 'openDiagram' | 'showAllLines' | 'showFewerLines'
>;

/** What a button of a code block does, apart from folding, which the page does by itself. */
export type CodeAction = 'apply' | 'copy' | 'insert' | 'newFile' | 'run' | 'diagram';

/** Languages whose code is for a terminal. */
const shells = new Set(
  ['bash', 'sh', 'shell', 'zsh', 'fish', 'console', 'terminal', 'shellscript', 'shell-session', 'powershell', 'pwsh', 'ps1', 'bat', 'batch', 'cmd'],
);

/** Lines above which a block is folded, well above what is shown of it then: nobody unfolds for three lines more. */
const foldedAbove = 40;

function iconButton(action: CodeAction, icon: string, name: string): HTMLButtonElement {
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

function label(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

function header(language: string, file: string, words: CodeWords): HTMLElement {
  const element = document.createElement('div');
  element.className = 'code-header';
  element.append(label('code-language', language || (file === '' ? words.code : '')));
  if (file !== '') {
    const name = label('code-file', file);
    name.title = file;
    element.append(name);
  }
  const kind = language.toLowerCase();
  const buttons = [
    // What a shell runs goes into no file.
    ...(shells.has(kind) ? [] : [iconButton('apply', 'git-pull-request-go-to-changes', words.apply)]),
    iconButton('copy', 'copy', words.copy),
    iconButton('insert', 'insert', words.insertAtCursor),
    iconButton('newFile', 'new-file', words.newFile),
    ...(shells.has(kind) ? [iconButton('run', 'terminal', words.runInTerminal)] : []),
    ...(kind === 'mermaid' ? [iconButton('diagram', 'open-preview', words.openDiagram)] : []),
  ];
  const tools = document.createElement('div');
  tools.className = 'code-tools';
  tools.append(...buttons);
  element.append(tools);
  return element;
}

function foldButton(lines: number, words: CodeWords): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'code-fold';
  button.dataset['action'] = 'fold';
  button.dataset['lines'] = String(lines);
  button.ariaExpanded = 'false';
  button.textContent = fill(words.showAllLines, lines);
  return button;
}

/**
 * A block of code under a header with its language, its file and what can be done with it; a long one is folded.
 * `info`: a fence's info string. The buttons are handled by `handleCodeClick` on an element around: blocks are made by
 * the hundred, and cloned while they stream.
 */
export function codeBlock(info: string, text: string, words: CodeWords): HTMLElement {
  const { language, file } = codeInfo(info, text);
  const block = document.createElement('div');
  block.className = 'code';
  block.dataset['language'] = language;
  if (file !== '') {
    block.dataset['file'] = file;
  }

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

  block.append(header(language, file, words), pre);
  const lines = text.replace(/\n$/, '').split('\n').length;
  if (lines > foldedAbove) {
    block.classList.add('folded');
    block.append(foldButton(lines, words));
  }
  return block;
}

/** Shows all of a block, or only its beginning. */
export function fold(block: Element, folded: boolean, words: CodeWords): void {
  const button = block.querySelector<HTMLElement>('.code-fold');
  if (button) {
    block.classList.toggle('folded', folded);
    button.ariaExpanded = String(!folded);
    button.textContent = folded ? fill(words.showAllLines, button.dataset['lines'] ?? '') : words.showFewerLines;
    if (folded) {
      block.querySelector('pre')?.scrollTo(0, 0);
      block.scrollIntoView({ block: 'nearest' });
    }
  }
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

/** A piece of code as an answer holds it. */
export interface ShownCode {
  readonly text: string;
  readonly language: string;
  readonly file: string;
  /** The id of the turn that it stands in; empty where it stands in none. */
  readonly turnId: string;
}

/** Does what a clicked button of a code block says; other clicks are left alone. */
export function handleCodeClick(event: Event, words: CodeWords, act: (action: CodeAction, code: ShownCode) => void): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action]') : null;
  const block = button?.closest<HTMLElement>('.code');
  const code = block?.querySelector('code');
  const action = button?.dataset['action'];
  if (!button || !block || !code || action === undefined) {
    return;
  }
  if (action === 'fold') {
    fold(block, !block.classList.contains('folded'), words);
    return;
  }
  // The last line's end belongs to the fence.
  const text = code.textContent.replace(/\n$/, '');
  const turnId = block.closest<HTMLElement>('[data-turn]')?.dataset['turn'] ?? '';
  act(action as CodeAction, { text, turnId, language: block.dataset['language'] ?? '', file: block.dataset['file'] ?? '' });
  if (action === 'copy') {
    confirm(button, words);
  }
}
