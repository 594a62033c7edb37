import { OverlapJoiner } from '../chat/overlap.ts';
import type { ChatRequest } from '../model.ts';
import { continueMessage } from '../prompt/continue.ts';

/** What of an answer that was cut off stands: its whole lines. The model writes the last one anew, from its indentation on. */
export function wholeLines(answer: string): string {
  return answer.slice(0, answer.lastIndexOf('\n') + 1);
}

/** Asks for the rest of an answer of which this has come. */
export function continuedRequest(request: ChatRequest, answer: string): ChatRequest {
  return {
    ...request,
    messages: [...request.messages, { role: 'assistant', text: answer }, { role: 'user', text: continueMessage(answer) }],
  };
}

/**
 * Takes out of the rest of an answer, as it streams, what models begin it with however they are asked not to: the fence of the
 * block that is open already, with a sentence before it, and the last words once more.
 */
export class ContinuedAnswer {
  private readonly joiner: OverlapJoiner;
  /** Behind the opening fence of the answer; empty when it names no language, as a closing one does. */
  private readonly label: string;
  private held: string | undefined = '';

  constructor(answer: string) {
    this.joiner = new OverlapJoiner(answer);
    this.label = labelled.exec(answer)?.[1] ?? '';
    if (this.label === '') {
      this.held = undefined;
    }
  }

  push(text: string): string {
    if (this.held === undefined) {
      return this.joiner.push(text);
    }
    this.held += text;
    const lines = this.held.split('\n');
    const told = lines.slice(0, -1).flatMap((line, index) => (line.trim() === '' ? [] : [{ line, index }])).slice(0, 2);
    const fence = told.find(({ line }) => labelled.exec(line)?.[1] === this.label);
    return fence || told.length === 2 ? this.release(lines.slice(fence ? fence.index + 1 : 0).join('\n')) : '';
  }

  /** What was held back when no more comes. */
  end(): string {
    return (this.held === undefined ? '' : this.release(this.held)) + this.joiner.end();
  }

  private release(text: string): string {
    this.held = undefined;
    return this.joiner.push(text);
  }
}

const labelled = /^[ \t]*(?:`{3,}|~{3,})[ \t]*([\w+#.-]+)/m;
