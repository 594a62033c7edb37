/** One extension's first activation in one host. */
export interface Timing {
  /** Around `Extension.activate()`, in milliseconds. */
  readonly ms: number;
  /** What VS Code's own marks say, in whole milliseconds; null where it has none. */
  readonly marksMs: number | null;
}

/** What one extension host has measured. */
export interface Activations {
  readonly lathe: Timing;
  readonly empty: Timing;
}
