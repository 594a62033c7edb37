import { defaultNetwork, type NetworkSettings } from '../core/network.ts';

/** VS Code's own settings for the network. */
export function readNetworkSettings(): NetworkSettings {
  return defaultNetwork;
}
