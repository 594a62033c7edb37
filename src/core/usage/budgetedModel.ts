import { LatheError } from '../errors.ts';
import type { ChatModel, ChatRequest, ModelDelta, Progress } from '../model.ts';
import type { Budget, Excess } from './budget.ts';

/** Asks the person whether a request may go over a limit. */
export type AskOverBudget = (excess: Excess, signal: AbortSignal) => Promise<boolean>;

/**
 * A model that keeps to the person's budget: what may go over it is not sent, unless the request says that the person allows it, or
 * they are asked and do. Throws `over-budget` then. All that is spent is noted.
 */
export class BudgetedModel implements ChatModel {
  constructor(
    private readonly model: ChatModel,
    private readonly budget: Budget,
    private readonly ask: AskOverBudget = () => Promise.resolve(false),
  ) {}

  async *stream(
    request: ChatRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): AsyncGenerator<ModelDelta, void, undefined> {
    signal.throwIfAborted();
    const excess = request.overBudget === true ? undefined : await this.budget.excessOf(request);
    signal.throwIfAborted();
    if (excess && !(await this.ask(excess, signal))) {
      throw new LatheError({ code: 'over-budget', retryable: true, excess });
    }
    signal.throwIfAborted();
    const spending = this.budget.begin(request);
    try {
      for await (const delta of this.model.stream(request, signal, onProgress)) {
        spending.take(delta);
        yield delta;
      }
    } finally {
      spending.end();
    }
  }
}
