import type { CheckEvent } from '../../src/core/check.ts';
import type { Balance, Client } from '../../src/core/client.ts';
import type { ModelInfo } from '../../src/core/models/modelInfo.ts';
import { FakeChatModel } from './chatModel.ts';

/** A client that answers what the test puts into it. */
export class FakeClient extends FakeChatModel implements Client {
  models: readonly ModelInfo[] = [];
  tokens: number | undefined;
  left: Balance = { amount: 1, currency: 'USD' };
  checks: readonly CheckEvent[] = [];

  listModels(): Promise<readonly ModelInfo[]> {
    return Promise.resolve(this.models);
  }

  listModelsOf(): Promise<readonly ModelInfo[]> {
    return Promise.resolve(this.models);
  }

  countTokens(): Promise<number | undefined> {
    return Promise.resolve(this.tokens);
  }

  balance(): Promise<Balance> {
    return Promise.resolve(this.left);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async *check(): AsyncGenerator<CheckEvent> {
    yield* this.checks;
  }
}
