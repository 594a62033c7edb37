import type { NetworkSettings } from '../core/network.ts';
import type { NetworkProbe } from '../llm/networkProbe.ts';

/** The probe over this machine's network. */
export function createNetworkProbe(network: () => NetworkSettings): NetworkProbe {
  void network;
  return {
    resolve: () => Promise.resolve([]),
    route: () => ({ via: 'direct', proxy: '', proxySource: '' }),
    certificates: () => Promise.resolve({ protocol: '', chain: [] }),
  };
}
