/**
 * Passes `chunks` on. As soon as `graceMs` gives a number, the next chunk is awaited no longer than that (ms): a
 * finished answer needs no more, but reading to the end lets the connection be used again, and a late `usage` be seen.
 * Leaving the loop, or the grace running out, leaves `chunks` too.
 */
export async function* linger(
  chunks: AsyncIterable<Uint8Array>,
  graceMs: () => number | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = chunks[Symbol.asyncIterator]();
  let ended = false;
  try {
    for (;;) {
      const grace = graceMs();
      const next = iterator.next();
      const result = await (grace === undefined ? next : within(next, grace));
      if (!result) {
        // Not awaited: an iterator may make its `return` wait for the read that is still open.
        ended = true;
        void iterator.return?.().catch(ignore);
        return;
      }
      if (result.done) {
        ended = true;
        return;
      }
      yield result.value;
    }
  } finally {
    if (!ended) {
      await iterator.return?.();
    }
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  // The loser of the race may still fail, when nobody listens any more.
  promise.catch(ignore);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await Promise.race([
      promise,
      new Promise<undefined>((resolve) => {
        timer = setTimeout(resolve, Math.max(0, ms), undefined);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

function ignore(): void {
  // Nothing: the answer was complete.
}
