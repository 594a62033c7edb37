/** `value` moved into the range that a field is documented with; undefined stays. */
export function within(value: number | undefined, least: number, most: number): number | undefined {
  return value === undefined ? undefined : Math.min(most, Math.max(least, value));
}

/** The stop sequences that may be sent: none empty, and no more than the wire takes. */
export function stopsOf(stop: readonly string[] | undefined, most: number): readonly string[] | undefined {
  const usable = (stop ?? []).filter((text) => text !== '').slice(0, most);
  return usable.length > 0 ? usable : undefined;
}
