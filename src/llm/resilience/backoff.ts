import type { Failure } from '../../core/errors.ts';

/** The longest wait that is waited rather than told, ms. */
const longestWait = 60_000;
const firstWait = 500;
const maxBackoff = 8000;

/** How often a request is sent in all, by what went wrong before anything was shown. What is not here is never sent again. */
const attempts: Readonly<Partial<Record<Failure['code'], number>>> = {
  'rate-limited': 3,
  unavailable: 3,
  network: 3,
  // It broke between the head and the first word.
  'cut-off': 2,
  protocol: 2,
};

/**
 * How long to wait before sending again, ms; undefined to give up. `attempt`: the one that failed, from 1. A stalled request is
 * never sent again by itself: the person has waited long enough, and it may be billed twice. The endpoint's own hint counts
 * before the backoff, which doubles from 0.5 s to 8 s and is shortened by up to a quarter at random, so that many clients do
 * not come back at once. `random`: 0 to 1.
 */
export function waitBefore(failure: Failure, attempt: number, random: number): number | undefined {
  if (!failure.retryable || attempt >= (attempts[failure.code] ?? 1)) {
    return undefined;
  }
  const { retryAfterMs } = failure;
  if (retryAfterMs !== undefined) {
    return retryAfterMs > longestWait ? undefined : Math.max(retryAfterMs, firstWait);
  }
  return Math.min(maxBackoff, firstWait * 2 ** (attempt - 1)) * (1 - random / 4);
}
