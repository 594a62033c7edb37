import type { Endpoint } from '../../core/endpoint.ts';
import { originOf } from '../../core/endpoints.ts';
import { Places } from '../../core/places.ts';

/**
 * Most requests at once to one origin. ModelsLab rejects the sixth queued request of a pay-as-you-go account
 * (https://docs.modelslab.com/rate-limits).
 */
const placesPerOrigin = 5;

/** The places for requests at once, of each origin. */
export class RequestPlaces {
  private readonly byOrigin = new Map<string, Places>();

  /** Resolves to the function that gives the place back; see `Places.take`. */
  take(endpoint: Endpoint, signal: AbortSignal, onWait: () => void): Promise<() => void> {
    const origin = originOf(endpoint);
    let places = this.byOrigin.get(origin);
    if (!places) {
      places = new Places(placesPerOrigin);
      this.byOrigin.set(origin, places);
    }
    return places.take(signal, onWait);
  }

  /** Does `work` in a place, as soon as there is one. */
  async during<T>(endpoint: Endpoint, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const giveBack = await this.take(endpoint, signal, () => undefined);
    try {
      return await work();
    } finally {
      giveBack();
    }
  }
}
