const openTags = ['<think>', '<mm:think>'] as const;
const closeTags = ['</think>', '</mm:think>'] as const;
const startTags = [...openTags, ...closeTags];

export interface SplitText {
  readonly type: 'text' | 'reasoning';
  readonly text: string;
}

/**
 * Models whose prompt template opens the thought itself, so that a server without a parser for it sends the closing tag
 * only: MiniMax M2, DeepSeek R1, QwQ and Qwen's thinking editions. M1 writes its own opening tag, as most others do. For any
 * other model a closing tag in mid-text is text: words that were shown as the answer are not taken back, and none is dropped.
 */
export function opensThought(model: string): boolean {
  return /minimax[-_/ ]?m2|deepseek[-_/ ]?r1|\bqwq\b|qwen3[^/]*thinking/i.test(model);
}

/**
 * Splits a thought written as `<think>...</think>` (or `<mm:think>`) from the visible text, over any cut: for M1 the tag
 * is several tokens. Only at the start of the visible text is a tag a tag; later it is something the answer speaks of.
 * White space around the tags is neither thought nor answer, except the indentation of the answer's first line.
 */
export class ThoughtSplitter {
  private state: 'start' | 'thought' | 'text' = 'start';
  private held = '';
  private atThoughtStart = false;
  private thoughtSeen = false;
  // Thought by assumption, kept until the closing tag proves it.
  private assumed: string[] | undefined;

  /** `opened`: the text begins inside a thought, see `opensThought`. */
  constructor(opened = false) {
    if (opened) {
      this.assumed = [];
    }
  }

  /** Whatever comes from here on is text. */
  get isPastThought(): boolean {
    return this.state === 'text';
  }

  /** A thought came by a field of its own: whatever text comes needs no assumption, and starts at its first line. */
  sawThought(): void {
    this.thoughtSeen = true;
    if (this.state === 'start') {
      this.assumed = undefined;
    }
  }

  push(text: string): readonly SplitText[] {
    if (this.state === 'text') {
      return text === '' ? [] : [{ type: 'text', text }];
    }
    const out: SplitText[] = [];
    this.held += text;
    while (this.step(out)) {
      // Each step takes one tag, or the text up to it.
    }
    return out;
  }

  /**
   * What was held back because it might have been a tag. After the end, nothing more is pushed.
   * `complete`: the model came to its own end, neither cut off nor out of tokens.
   */
  end(complete: boolean): readonly SplitText[] {
    const out: SplitText[] = [];
    if (this.state === 'start') {
      this.emitText(out, this.thoughtSeen ? withoutBlankLines(this.held) : this.held);
    } else if (this.state === 'thought') {
      this.emitThought(out, this.held);
      if (this.assumed && complete) {
        // No closing tag: it was the answer after all. Shown as a thought already, but an answer must not be missing.
        this.emitText(out, this.assumed.join(''));
      }
    }
    this.held = '';
    this.state = 'text';
    return out;
  }

  private step(out: SplitText[]): boolean {
    switch (this.state) {
      case 'start':
        return this.stepStart();
      case 'thought':
        return this.stepThought(out);
      case 'text':
        this.emitText(out, this.held);
        this.held = '';
        return false;
    }
  }

  private stepStart(): boolean {
    const begin = this.held.search(/\S/);
    if (begin < 0) {
      return false;
    }
    const text = this.held.slice(begin);
    const tag = startTags.find((candidate) => text.startsWith(candidate));
    if (tag !== undefined) {
      this.held = text.slice(tag.length);
      this.thoughtSeen = true;
      this.assumed = undefined;
      if (!tag.startsWith('</')) {
        this.state = 'thought';
        this.atThoughtStart = true;
      } // Otherwise a closing tag alone: the thought came by another way, or there was none.
      return true;
    }
    if (startTags.some((candidate) => candidate.startsWith(text))) {
      return false;
    }
    if (this.assumed) {
      this.state = 'thought';
      this.atThoughtStart = true;
    } else {
      this.state = 'text';
      this.held = this.thoughtSeen ? withoutBlankLines(this.held) : this.held;
    }
    return true;
  }

  private stepThought(out: SplitText[]): boolean {
    if (this.atThoughtStart) {
      this.held = this.held.trimStart();
      if (this.held === '') {
        return false;
      }
      this.atThoughtStart = false;
    }
    const close = firstTag(this.held, closeTags);
    if (close) {
      this.emitThought(out, this.held.slice(0, close.at).trimEnd());
      this.held = this.held.slice(close.at + close.tag.length);
      this.assumed = undefined;
      this.thoughtSeen = true;
      this.state = 'start';
      return true;
    }
    const safe = this.held.slice(0, this.held.length - openEnd(this.held)).trimEnd();
    this.emitThought(out, safe);
    this.held = this.held.slice(safe.length);
    return false;
  }

  private emitThought(out: SplitText[], text: string): void {
    if (text !== '') {
      this.assumed?.push(text);
      out.push({ type: 'reasoning', text });
    }
  }

  private emitText(out: SplitText[], text: string): void {
    if (text !== '') {
      out.push({ type: 'text', text });
    }
  }
}

function firstTag(text: string, tags: readonly string[]): { readonly at: number; readonly tag: string } | undefined {
  let first: { readonly at: number; readonly tag: string } | undefined;
  for (const tag of tags) {
    const at = text.indexOf(tag);
    if (at >= 0 && (!first || at < first.at)) {
      first = { at, tag };
    }
  }
  return first;
}

/** How many of the last characters may be the beginning of a closing tag. */
function openEnd(text: string): number {
  const at = text.lastIndexOf('<');
  const tail = at < 0 ? '' : text.slice(at);
  return tail !== '' && closeTags.some((tag) => tag.startsWith(tail)) ? tail.length : 0;
}

function withoutBlankLines(text: string): string {
  const begin = text.search(/\S/);
  return begin < 0 ? '' : text.slice(text.lastIndexOf('\n', begin) + 1);
}
