import type { Client } from '../../core/client.ts';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { ActiveEndpoint } from '../activeEndpoint.ts';
import { Meter, type MeterDeps } from './meter.ts';
import { Wallet } from './wallet.ts';

export interface MeterParts extends Disposable, Pick<Meter, 'begin' | 'refresh'> {
  readonly askBalance: () => Promise<void>;
}

/** What is told of the next question before it is sent, and of the account when the person asks. */
export function createMeter({ client, endpoint, ...deps }: Omit<MeterDeps, 'wallet'> & { readonly client: Pick<Client, 'balance'>; readonly endpoint: ActiveEndpoint }): MeterParts {
  const store = new DisposableStore();
  const wallet = new Wallet(client, () => endpoint.settings.endpoint, deps.logger);
  const meter = store.add(new Meter({ ...deps, wallet, sources: [...deps.sources, endpoint, wallet] }));
  return {
    begin: meter.begin,
    refresh: meter.refresh,
    askBalance: wallet.ask,
    dispose: () => {
      store.dispose();
    },
  };
}
