import type { Progress } from '../model.ts';

/** What was estimated of a request before it was sent, and measured of its answer. */
export interface Measured {
  /** Tokens that were sent, by our estimate. */
  readonly estimate?: number;
  /** From the sending to the first piece of thought or text, ms. */
  readonly firstMs?: number;
  /** From there to the end, ms. */
  readonly ms?: number;
}

/** Two requests for one answer: what was sent adds up, as does the time in which pieces came; the first wait is the one that is told. */
export function joinMeasured(a: Measured, b: Measured): Measured {
  const firstMs = a.firstMs ?? b.firstMs;
  return { ...total('estimate', a, b), ...(firstMs === undefined ? {} : { firstMs }), ...total('ms', a, b) };
}

function total(field: 'estimate' | 'ms', a: Measured, b: Measured): Measured {
  return a[field] === undefined && b[field] === undefined ? {} : { [field]: (a[field] ?? 0) + (b[field] ?? 0) };
}

/** Measures one request; what is summarized before it is no part of it. */
export class Stopwatch {
  private estimate: number | undefined;
  private sentAt: number | undefined;
  private firstAt: number | undefined;

  /** `now`: ms since 1970. */
  constructor(private readonly now: () => number) {}

  start(estimate: number | undefined): void {
    this.estimate = estimate;
    this.sentAt = this.now();
  }

  /** One that waits its turn, or is tried again, is sent later. */
  readonly take = ({ type }: Progress): void => {
    if (type === 'sent' && this.firstAt === undefined) {
      this.sentAt = this.now();
    }
  };

  /** A piece of the answer came. */
  first(): void {
    this.firstAt ??= this.now();
  }

  /** Undefined when nothing was sent. */
  stop(): Measured | undefined {
    const { estimate, sentAt, firstAt } = this;
    if (sentAt === undefined) {
      return undefined;
    }
    return {
      ...(estimate === undefined ? {} : { estimate }),
      ...(firstAt === undefined ? {} : { firstMs: firstAt - sentAt, ms: this.now() - firstAt }),
    };
  }
}
