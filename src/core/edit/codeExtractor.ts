import { isOfAnotherFile } from './blockFile.ts';

/**
 * Takes the code out of an answer while it streams: the inside of its first fenced block, whatever prose stands around it.
 * Text is let through as soon as it cannot be part of the closing fence; line ends are held back until more code follows,
 * so that the code ends without one. An answer without any fence is held until its end: only then is it known to be code.
 */
export class CodeExtractor {
  private state: 'before' | 'inside' | 'after' = 'before';
  private held = '';
  /** Lines that came before any fence: each is looked at once, however long the answer. */
  private readonly unfenced: string[] = [];
  private fence = '';
  private indent = '';
  private atLineStart = true;
  private pendingBreaks = '';
  private started = false;
  /** Blocks open inside this one, as in Markdown or in a comment: their fences belong to the code. */
  private depth = 0;
  /** A block beside the point, such as a command for the terminal: it counts only when no other comes. */
  private aside = '';
  private isAside = false;
  /** Blocks of other files. One alone is rather of this one, under a name that the model made up. */
  private foreign = 0;
  private label = '';

  /**
   * @param language VS Code language id of the file, for telling its code from other blocks
   * @param path of the file, for telling blocks of other files; empty when none of them is to be told by its name
   */
  constructor(
    private readonly language = '',
    private readonly path = '',
  ) {}

  /** What stands behind the opening fence: usually the name of a language, in lower case. */
  get info(): string {
    return this.label;
  }

  /** Whether the line that was let through last is complete, though its end is held back. */
  get isAtLineEnd(): boolean {
    return this.pendingBreaks !== '';
  }

  /** Feeds the next piece of the answer's text; returns the code that it brings, which may be empty. */
  push(text: string): string {
    this.held += text.replaceAll(/[\r\uFEFF]/g, '');
    let code = '';
    for (let opened = true; opened && this.state !== 'after';) {
      opened = this.state === 'before' && this.findOpening();
      if (this.state === 'inside') {
        code += this.takeInside(false);
      }
    }
    if (this.state === 'after') {
      this.held = '';
    }
    return code;
  }

  /**
   * The end of the answer: returns the code still held. Empty when the answer held no code.
   * @param complete whether the model ended it: of half an answer without a fence nobody knows whether it is code
   */
  finish(complete: boolean): string {
    if (this.isAside) {
      if (this.state === 'inside') {
        this.takeInside(true);
      }
      return complete && this.foreign < 2 ? this.aside : '';
    }
    if (this.state === 'before' && !complete) {
      this.held = '';
      return '';
    }
    if (this.state === 'before') {
      // The opening line may have come without a line end: a block cut right after its first line has no code.
      const text = opening.test(this.held) ? '' : [...this.unfenced, this.held].join('\n').replace(/^(?:[ \t]*\n)+/, '').replace(endToken, '').trimEnd();
      this.held = '';
      return looksLikeProse(text) ? '' : text;
    }
    return this.state === 'inside' ? this.takeInside(true) : '';
  }

  private findOpening(): boolean {
    const lines = this.held.split('\n');
    const index = lines.slice(0, -1).findIndex((line) => opening.test(line));
    const match = opening.exec(lines[index] ?? '');
    this.held = lines.slice(match ? index + 1 : -1).join('\n');
    if (match) {
      this.label = (match[3] ?? '').trim().split(/[\s{:]/)[0]?.toLowerCase() ?? '';
      const above = [...this.unfenced.slice(-2), ...lines.slice(0, index)].findLast((line) => line.trim() !== '');
      const isForeign = this.path !== '' && isOfAnotherFile(this.path, match[3] ?? '', above ?? '');
      this.foreign += isForeign ? 1 : 0;
      this.isAside = isForeign || [asides, data].some((kind) => kind.test(this.label) && !kind.test(this.language));
      this.state = 'inside';
      this.indent = match[1] ?? '';
      this.fence = match[2] ?? '';
      this.atLineStart = true;
    } else {
      for (const line of lines.slice(0, -1)) {
        this.unfenced.push(line);
      }
    }
    return match !== null;
  }

  private takeInside(last: boolean): string {
    let code = '';
    while (this.held !== '') {
      const end = this.held.indexOf('\n');
      const line = end < 0 ? this.held : this.held.slice(0, end);
      if (this.atLineStart) {
        if (end < 0 && !last && (this.mayClose(line) || this.isFenced(line))) {
          // It may yet go on, as in a line of code that begins with backticks.
          break;
        }
        if (this.opens(line)) {
          this.depth += 1;
        } else if (this.depth > 0 && this.closesInner(line)) {
          this.depth -= 1;
        } else if (this.closes(line)) {
          this.close(end);
          break;
        }
      }
      const unindented = this.atLineStart && line.startsWith(this.indent) ? line.slice(this.indent.length) : line;
      code += this.emit(unindented);
      this.atLineStart = end >= 0;
      if (end >= 0) {
        this.pendingBreaks += '\n';
      }
      this.held = end < 0 ? '' : this.held.slice(end + 1);
    }
    if (this.isAside) {
      this.aside += code;
      return '';
    }
    return code;
  }

  private close(end: number): void {
    if (!this.isAside) {
      this.state = 'after';
      return;
    }
    this.state = 'before';
    this.pendingBreaks = '';
    this.started = false;
    this.held = this.held.slice(end < 0 ? this.held.length : end + 1);
  }

  private isFenced(line: string): boolean {
    return line.trimStart().startsWith(this.fence) && isShallow(line, this.indent);
  }

  /** A fence that names a language never closes a block. */
  private opens(line: string): boolean {
    return this.isFenced(line) && /^\s*(?:`+|~+)[ \t]*[\w{.+#-][^`]*$/.test(line);
  }

  /** Code goes on behind the fence of a block within it, as where a string ends there. */
  private closesInner(line: string): boolean {
    return this.isFenced(line) && /^\s*(?:`+|~+)\W*$/.test(line);
  }

  /** Line ends before the first code are dropped, later ones come out just before the code that follows them. */
  private emit(text: string): string {
    if (text === '') {
      return '';
    }
    const breaks = this.started ? this.pendingBreaks : '';
    this.pendingBreaks = '';
    this.started = true;
    return breaks + text;
  }

  private closes(line: string): boolean {
    const trimmed = line.trim();
    return trimmed.length >= this.fence.length && isRun(trimmed, this.fence.charAt(0)) && isShallow(line, this.indent);
  }

  private mayClose(line: string): boolean {
    const trimmed = line.trim();
    return (trimmed === '' && line.length <= this.indent.length + 3) || (isRun(trimmed, this.fence.charAt(0)) && isShallow(line, this.indent));
  }
}

// CommonMark: three or more backticks or tildes; an info string of a backtick fence holds no backtick.
const opening = /^([ \t]*)(`{3,}(?=[^`]*$)|~{3,})(.*)$/;

/** What templates end a turn with, and what some servers let through. */
const endToken = /\s*(?:<\|\w+\|>|<\/s>|<(?:end_of_turn|eos)>)\s*$/;

/** What is run or read, not written into a file. */
const asides = /^(?:bash|sh|shell|shellscript|zsh|console|terminal|powershell|cmd|text|txt|output|plaintext)$/;

/** What code works on, shown beside it. */
const data = /^(?:jsonc?|csv|http|log)$/;

function isRun(text: string, character: string): boolean {
  return text !== '' && text === character.repeat(text.length);
}

/** A closing fence is indented by at most three spaces more than its opening one. */
function isShallow(line: string, indent: string): boolean {
  return line.length - line.trimStart().length <= indent.length + 3;
}

/** A sentence to the person rather than code: it begins as sentences do, goes on in plain words, and calls nothing. */
function looksLikeProse(text: string): boolean {
  const [first = ''] = text.split('\n');
  const words = first.trim().split(/\s+/);
  const plain = words.filter((word) => /^[("“]?[\p{L}'’-]+[)"”]?[,.:;!?]*$/u.test(word));
  const begins = /^(?:I|\p{Lu}[\p{Ll}'’]+)\b/u.test(first.trim());
  return begins && plain.length >= 3 && plain.length >= words.length * 0.8 && !/[{};=<>[\]]|\w\(/.test(first);
}
