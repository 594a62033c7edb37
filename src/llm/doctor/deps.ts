import type { NetworkProbe } from '../networkProbe.ts';
import type { Exchange } from '../resilience/resilientModel.ts';
import type { Transport } from '../transport.ts';

export interface DoctorDeps {
  readonly transport: Transport;
  readonly exchange: Exchange;
  readonly probe: NetworkProbe;
  /** ms since any fixed moment. */
  readonly now: () => number;
}
