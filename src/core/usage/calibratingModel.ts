import type { Endpoint } from '../endpoint.ts';
import type { ChatModel, ChatRequest, ModelDelta, Progress } from '../model.ts';
import type { TokenEstimator } from './estimate.ts';

/** A model whose answers' usage teaches the estimator. Everything passes through unchanged. */
export class CalibratingModel implements ChatModel {
  constructor(
    private readonly model: ChatModel,
    private readonly estimator: TokenEstimator,
    /** Who is asked; undefined when nobody can be. */
    private readonly endpoint: () => Endpoint | undefined,
  ) {}

  async *stream(
    request: ChatRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): AsyncGenerator<ModelDelta, void, undefined> {
    const endpoint = this.endpoint();
    for await (const delta of this.model.stream(request, signal, onProgress)) {
      if (endpoint && delta.type === 'usage' && delta.usage.promptTokens !== undefined) {
        this.estimator.learn(endpoint, request, delta.usage.promptTokens);
      }
      yield delta;
    }
  }
}
