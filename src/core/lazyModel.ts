import type { ChatModel, ChatRequest, ModelDelta } from './model.ts';

/** A model whose code is loaded at its first question: what nobody uses costs nothing at the start. */
export class LazyModel implements ChatModel {
  private loaded: Promise<ChatModel> | undefined;

  constructor(private readonly load: () => Promise<ChatModel>) {}

  async *stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ModelDelta> {
    this.loaded ??= this.load();
    yield* (await this.loaded).stream(request, signal);
  }
}
