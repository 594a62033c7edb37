import { LatheError } from '../errors.ts';
import type { ChatModel, ChatRequest, ModelDelta, Progress } from '../model.ts';
import { Spending, type Budget, type Excess } from './budget.ts';

/** What the person answers when a request may go over a limit. `raised`: the limit is another one now. */
export type BudgetAnswer = 'once' | 'raised' | 'no';

/** Asks the person. */
export type AskOverBudget = (excess: Excess, signal: AbortSignal) => Promise<BudgetAnswer>;

/**
 * A model that keeps to the person's budget: what may go over it is not sent, unless the request says that the person allows it, or
 * they are asked and do. Throws `over-budget` then. All that is spent is noted.
 */
export class BudgetedModel implements ChatModel {
  constructor(
    private readonly model: ChatModel,
    private readonly budget: Budget,
    private readonly ask?: AskOverBudget,
  ) {}

  async *stream(
    request: ChatRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): AsyncGenerator<ModelDelta, void, undefined> {
    const spending = await this.begin(request, signal, onProgress);
    try {
      for await (const delta of this.model.stream(request, signal, onProgress)) {
        spending.take(delta);
        yield delta;
      }
    } finally {
      spending.end();
    }
  }

  private async begin(request: ChatRequest, signal: AbortSignal, onProgress?: (progress: Progress) => void): Promise<Spending> {
    let isAllowed = request.overBudget === true;
    for (;;) {
      signal.throwIfAborted();
      const begun = await this.budget.begin(request, isAllowed);
      if (begun instanceof Spending) {
        if (signal.aborted) {
          begun.end();
        }
        signal.throwIfAborted();
        return begun;
      }
      signal.throwIfAborted();
      const answer = await this.answer(begun, signal, onProgress);
      if (answer === 'no') {
        signal.throwIfAborted();
        throw new LatheError({ code: 'over-budget', retryable: true, excess: begun });
      }
      isAllowed = answer === 'once';
    }
  }

  private async answer(excess: Excess, signal: AbortSignal, onProgress?: (progress: Progress) => void): Promise<BudgetAnswer> {
    if (!this.ask) {
      return 'no';
    }
    onProgress?.({ type: 'asking' });
    return this.ask(excess, signal);
  }
}
