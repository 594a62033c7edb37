import type { EndpointProfile } from '../core/endpoints.ts';
import { readEndpoint } from './settings.ts';

/** Endpoints by name, each read once for all that is put into words in one go; by the next, the settings may be others. */
export function endpointsInOneGo(): (name: string) => EndpointProfile | undefined {
  let known: Map<string, EndpointProfile | undefined> | undefined;
  return (name) => {
    if (!known) {
      known = new Map();
      queueMicrotask(() => {
        known = undefined;
      });
    }
    if (!known.has(name)) {
      known.set(name, readEndpoint(name).endpoint);
    }
    return known.get(name);
  };
}
