/** One line of REPORT.md. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the value stands beside, or how it was taken. */
  readonly note?: string;
}

/** Hands a bench's results to scripts/bench.mjs: one line of JSON, which must be the last on standard output. */
export function report(rows: readonly Row[]): void {
  console.log(JSON.stringify({ rows }));
}

/** The middle value; the mean of the two middle ones when there is no middle. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}
