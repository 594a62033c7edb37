import type { ChatModel, ChatRequest, ModelDelta } from './model.ts';

/** A model whose code is loaded at its first question: what nobody uses costs nothing at the start. */
export class LazyModel implements ChatModel {
  private loaded: Promise<ChatModel> | undefined;

  constructor(private readonly load: () => Promise<ChatModel>) {}

  async *stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ModelDelta> {
    this.loaded ??= this.load();
    let model: ChatModel;
    try {
      model = await this.loaded;
    } catch (error) {
      // The next question tries again.
      this.loaded = undefined;
      throw error;
    }
    yield* model.stream(request, signal);
  }
}
