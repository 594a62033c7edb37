import { isObject, parseJson } from './json.ts';

const openTag = '<tool_calls>';
const closeTag = '</tool_calls>';

export interface WrittenCall {
  readonly name: string;
  /** JSON text of an object. */
  readonly arguments: string;
}

/**
 * Calls that the model wrote into its answer: where no server takes them apart, MiniMax M1 writes a `<tool_calls>` block with
 * one JSON object a line (https://github.com/MiniMax-AI/MiniMax-M1/blob/main/docs/function_call_guide.md). Ask only when tools were
 * offered. The tag counts at the start of a line only, over any cut; a block that holds anything but calls is text.
 */
export class CallsInText {
  private readonly found: WrittenCall[] = [];
  private taken = '';
  private held = '';
  private block: string | undefined;
  /** Nothing but white space stands in the current line so far. */
  private lineBlank = true;

  get calls(): readonly WrittenCall[] {
    return this.found;
  }

  /** The blocks as they were written, for when the calls came by the wire as well. */
  get source(): string {
    return this.taken;
  }

  /** The text that may be shown. */
  push(text: string): string {
    if (this.block !== undefined) {
      this.block += text;
      return this.drain();
    }
    const all = this.held + text;
    this.held = '';
    for (let at = all.indexOf('<'); at >= 0; at = all.indexOf('<', at + 1)) {
      if (this.startsLine(all, at)) {
        if (all.startsWith(openTag, at)) {
          this.block = all.slice(at + openTag.length);
          return all.slice(0, at) + this.drain();
        }
        if (openTag.startsWith(all.slice(at))) {
          this.held = all.slice(at);
          return this.shown(all.slice(0, at));
        }
      }
    }
    return this.shown(all);
  }

  /** What was held back. `complete`: the model came to its own end; else an open block may be half a call, and is text. */
  end(complete: boolean): string {
    const { held, block } = this;
    this.held = '';
    this.block = undefined;
    if (block === undefined) {
      return held;
    }
    return complete && this.take(block, openTag + block) ? '' : openTag + block;
  }

  private drain(): string {
    const block = this.block ?? '';
    const at = block.indexOf(closeTag);
    if (at < 0) {
      return '';
    }
    this.block = undefined;
    const source = openTag + block.slice(0, at) + closeTag;
    const shown = this.take(block.slice(0, at), source) ? '' : source;
    this.lineBlank = false;
    return shown + this.push(block.slice(at + closeTag.length));
  }

  private take(block: string, source: string): boolean {
    const calls = callsOf(block);
    if (calls === undefined) {
      return false;
    }
    this.found.push(...calls);
    this.taken += source;
    return true;
  }

  private startsLine(text: string, at: number): boolean {
    const lineStart = text.lastIndexOf('\n', at) + 1;
    return (lineStart > 0 || this.lineBlank) && text.slice(lineStart, at).trim() === '';
  }

  private shown(text: string): string {
    const lineStart = text.lastIndexOf('\n') + 1;
    this.lineBlank = (lineStart > 0 || this.lineBlank) && text.slice(lineStart).trim() === '';
    return text;
  }
}

/** One object a line, as documented, or one JSON value over all of them. Undefined when there is anything else. */
function callsOf(block: string): readonly WrittenCall[] | undefined {
  const whole = parseJson(block);
  const values = whole === undefined ? block.split('\n').filter((line) => line.trim() !== '').map(parseJson) : [whole].flat();
  const calls: WrittenCall[] = [];
  for (const value of values) {
    const call = callOf(value);
    if (!call) {
      return undefined;
    }
    calls.push(call);
  }
  return calls.length > 0 ? calls : undefined;
}

function callOf(value: unknown): WrittenCall | undefined {
  if (!isObject(value) || typeof value['name'] !== 'string' || value['name'] === '') {
    return undefined;
  }
  const given = value['arguments'] ?? {};
  const parsed = typeof given === 'string' ? parseJson(given) : given;
  return isObject(parsed) ? { name: value['name'], arguments: JSON.stringify(parsed) } : undefined;
}
