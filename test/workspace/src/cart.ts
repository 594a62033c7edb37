export interface Line {
  readonly name: string;
  /** In cents. */
  readonly price: number;
  readonly count: number;
}

export class Cart {
  private readonly lines = new Map<string, Line>();

  add(name: string, price: number, count = 1): void {
    const before = this.lines.get(name);
    this.lines.set(name, { name, price, count: (before?.count ?? 0) + count });
  }

  remove(name: string): boolean {
    return this.lines.delete(name);
  }

  total(): number {
    let sum = 0;
    for (const line of this.lines.values()) {
      sum += line.price * line.count;
    }
    return sum;
  }
}

export function formatPrice(cents: number, currency = '€'): string {
  return `${currency}${(cents / 100).toFixed(2)}`;
}
