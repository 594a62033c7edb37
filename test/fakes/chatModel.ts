import type { ChatModel, ChatRequest, ModelDelta } from '../../src/core/model.ts';

/** A model whose answers the test speaks, delta by delta; records what it was asked. */
export class FakeChatModel implements ChatModel {
  readonly requests: ChatRequest[] = [];
  private queue: (ModelDelta | { readonly throws: unknown } | 'close')[] = [];
  private wake: (() => void) | undefined;

  /** Hands on the next delta of the running answer. */
  say(...deltas: readonly ModelDelta[]): void {
    this.enqueue(...deltas);
  }

  fail(error: unknown): void {
    this.enqueue({ throws: error });
  }

  /** Ends the stream without a finish, as a broken model would. */
  close(): void {
    this.enqueue('close');
  }

  /** Resolves when it was asked so often. */
  async asked(count: number): Promise<void> {
    while (this.requests.length < count) {
      await new Promise(setImmediate);
    }
  }

  /** Resolves when all that was said has been taken. */
  async drained(): Promise<void> {
    while (this.queue.length > 0) {
      await new Promise(setImmediate);
    }
  }

  async *stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ModelDelta> {
    this.requests.push(request);
    const onAbort = (): void => {
      this.enqueue({ throws: signal.reason });
    };
    signal.addEventListener('abort', onAbort);
    try {
      for (;;) {
        const next = this.queue.shift();
        if (next === undefined) {
          await new Promise<void>((resolve) => (this.wake = resolve));
        } else if (next === 'close') {
          return;
        } else if ('throws' in next) {
          throw next.throws;
        } else {
          yield next;
          if (next.type === 'finish') {
            return;
          }
        }
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  private enqueue(...items: typeof this.queue): void {
    this.queue.push(...items);
    this.wake?.();
  }
}
