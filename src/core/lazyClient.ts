import type { CheckEvent } from './check.ts';
import type { Balance, CheckTarget, Client } from './client.ts';
import type { Connection } from './endpoint.ts';
import type { ChatRequest, ModelDelta, Progress } from './model.ts';
import type { ModelInfo } from './models/modelInfo.ts';

/** A client whose code is loaded at its first use: what nobody uses costs nothing at the start. */
export class LazyClient implements Client {
  private loaded: Promise<Client> | undefined;

  constructor(private readonly load: () => Promise<Client>) {}

  async *stream(
    request: ChatRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): AsyncGenerator<ModelDelta> {
    yield* (await this.client()).stream(request, signal, onProgress);
  }

  async listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    return (await this.client()).listModels(signal);
  }

  async listModelsOf(connection: Connection, signal: AbortSignal): Promise<readonly ModelInfo[]> {
    return (await this.client()).listModelsOf(connection, signal);
  }

  async countTokens(request: ChatRequest, signal: AbortSignal): Promise<number | undefined> {
    return (await this.client()).countTokens(request, signal);
  }

  async balance(path: string, signal: AbortSignal): Promise<Balance> {
    return (await this.client()).balance(path, signal);
  }

  async *check(target: CheckTarget, signal: AbortSignal): AsyncGenerator<CheckEvent> {
    yield* (await this.client()).check(target, signal);
  }

  private async client(): Promise<Client> {
    this.loaded ??= this.load();
    try {
      return await this.loaded;
    } catch (error) {
      // The next use tries again.
      this.loaded = undefined;
      throw error;
    }
  }
}
