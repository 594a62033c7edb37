import type { CheckEvent } from '../core/check.ts';
import type { CheckTarget } from '../core/client.ts';
import type { NetworkProbe } from './networkProbe.ts';
import type { Transport } from './transport.ts';

export interface DoctorDeps {
  readonly transport: Transport;
  readonly probe: NetworkProbe;
  /** ms since any fixed moment. */
  readonly now: () => number;
}

/** Checks a connection step by step. */
// eslint-disable-next-line @typescript-eslint/require-await
export async function* checkConnection(deps: DoctorDeps, target: CheckTarget, signal: AbortSignal): AsyncGenerator<CheckEvent> {
  void deps;
  void target;
  void signal;
  yield { type: 'begun', step: 'key' };
}
