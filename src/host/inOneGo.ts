/** The same, found out once for all that is put into words in one go; by the next, the settings may be others. */
export function inOneGo<Args extends readonly [unknown, ...(readonly string[])], T>(find: (...args: Args) => T): (...args: Args) => T {
  let known: Map<unknown, Map<string, T>> | undefined;
  return (...args) => {
    if (!known) {
      known = new Map();
      queueMicrotask(() => {
        known = undefined;
      });
    }
    const [first, ...rest] = args;
    const found = known.get(first) ?? new Map<string, T>();
    known.set(first, found);
    const key = rest.join('\n');
    if (!found.has(key)) {
      found.set(key, find(...args));
    }
    return found.get(key) as T;
  };
}
