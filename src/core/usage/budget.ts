import type { ChatRequest, ModelDelta, Usage } from '../model.ts';
import type { Price } from '../models/modelInfo.ts';
import { costOf } from './cost.ts';

/** USD and tokens, sent and answered together. Of limits, 0 is none. */
export interface Amount {
  readonly usd: number;
  readonly tokens: number;
}

export interface Limits {
  readonly turn: Amount;
  /** From midnight to midnight, by the clock of this computer. */
  readonly day: Amount;
}

/** What was spent, kept for all windows. Neither throws. */
export interface SpendLog {
  /** Of this day so far, by every window. */
  today(): Promise<Amount>;
  add(spent: Amount): void;
}

/** A limit that a request may go over. `needed` is the most that it can take, `spent` what counts against the limit already. */
export interface Excess {
  readonly span: 'turn' | 'day';
  readonly unit: 'usd' | 'tokens';
  readonly limit: number;
  readonly spent: number;
  readonly needed: number;
}

export interface BudgetDeps {
  readonly limits: () => Limits;
  readonly log: SpendLog;
  /** Of the active endpoint; undefined when it is unknown. */
  readonly price: (model: string) => Price | undefined;
  /** Tokens by estimate. */
  readonly count: (request: ChatRequest) => number;
  readonly countText: (model: string, text: string) => number;
}

const nothing: Amount = { usd: 0, tokens: 0 };

/**
 * The person's limits, and what counts against them. A request is weighed by the most that it can take: all that is sent, and the
 * longest answer that it allows. Where no price is known only its tokens count.
 */
export class Budget {
  /** The most that the requests which run in this window can take. */
  private readonly running = new Set<Amount>();
  /** How many have ended. */
  private ended = 0;

  constructor(private readonly deps: BudgetDeps) {}

  get limits(): Limits {
    return this.deps.limits();
  }

  /** The limit that a request of so many tokens comes closest to now, or goes over; undefined when there is none. */
  async closest(model: string, sent: number, answer: number): Promise<Excess | undefined> {
    const spent = await this.spentToday();
    return this.uses(this.most(model, sent, answer), spent).toSorted((a, b) => shareOf(b) - shareOf(a))[0];
  }

  /**
   * A request goes out, unless it may go over a limit, which is given then. `isAllowed`: the person has been asked. It is weighed and
   * counted in one step, so that two requests at once cannot both take what is left for one.
   */
  async begin(request: ChatRequest, isAllowed = false): Promise<Spending | Excess> {
    const spent = isAllowed ? nothing : await this.spentToday();
    const most = this.most(request.model, this.deps.count(request), request.parameters.maxTokens);
    const excess = isAllowed ? undefined : this.over(most, spent);
    if (excess) {
      return excess;
    }
    this.running.add(most);
    return new Spending((usage, answer) => {
      this.running.delete(most);
      this.ended++;
      if (usage ?? (answer === '' ? undefined : answer)) {
        this.deps.log.add(this.spent(request, usage, answer));
      }
    });
  }

  /** Nothing where no limit needs it. */
  private async spentToday(): Promise<Amount> {
    const { day } = this.limits;
    if (day.usd <= 0 && day.tokens <= 0) {
      return nothing;
    }
    // What ends while the log is read is neither among what runs nor, perhaps, in what was read.
    for (;;) {
      const { ended } = this;
      const spent = await this.deps.log.today();
      if (ended === this.ended) {
        return spent;
      }
    }
  }

  private over(most: Amount, spentToday: Amount): Excess | undefined {
    return this.uses(most, spentToday).find((use) => shareOf(use) > 1);
  }

  /** What each limit would be used for. */
  private uses(most: Amount, spentToday: Amount): Excess[] {
    const { turn, day } = this.limits;
    const checks = [
      { span: 'turn', limits: turn, spent: nothing },
      { span: 'day', limits: day, spent: [...this.running].reduce(sum, spentToday) },
    ] as const;
    return checks.flatMap(({ span, limits, spent }) =>
      (['usd', 'tokens'] as const).flatMap((unit) =>
        limits[unit] > 0 ? [{ span, unit, limit: limits[unit], spent: spent[unit], needed: most[unit] }] : [],
      ),
    );
  }

  private most(model: string, sent: number, answer: number): Amount {
    return { usd: this.usd(model, { promptTokens: sent, completionTokens: answer }), tokens: sent + answer };
  }

  /** By the endpoint's count, and by ours for what it did not tell. */
  private spent(request: ChatRequest, usage: Usage | undefined, answer: string): Amount {
    const promptTokens = usage?.promptTokens ?? this.deps.count(request);
    const completionTokens = usage?.completionTokens ?? this.deps.countText(request.model, answer);
    return { usd: this.usd(request.model, { ...usage, promptTokens, completionTokens }), tokens: promptTokens + completionTokens };
  }

  private usd(model: string, usage: Usage): number {
    const cost = costOf(usage, this.deps.price(model));
    return cost.type === 'known' ? cost.usd : 0;
  }
}

/** What a request that runs has taken so far. */
export class Spending {
  private usage: Usage | undefined;
  private answer = '';

  constructor(private readonly close: (usage: Usage | undefined, answer: string) => void) {}

  take(delta: ModelDelta): void {
    if (delta.type === 'usage') {
      this.usage = { ...this.usage, ...delta.usage };
    } else if (delta.type === 'text' || delta.type === 'reasoning') {
      this.answer += delta.text;
    }
  }

  /** It is over, however it ended. One that nothing came of is taken to have cost nothing. */
  end(): void {
    this.close(this.usage, this.answer);
  }
}

function sum(a: Amount, b: Amount): Amount {
  return { usd: a.usd + b.usd, tokens: a.tokens + b.tokens };
}

/** How much of the limit is used, the request included; above 1 it may go over. */
export function shareOf({ limit, spent, needed }: Excess): number {
  return (spent + needed) / limit;
}

/** A limit that the request keeps within, in a number that is easy to read: two digits of USD, whole thousands of tokens. */
export function roomyLimit({ unit, spent, needed }: Excess): number {
  const least = spent + needed;
  if (unit === 'tokens') {
    return Math.ceil(least / 1000) * 1000;
  }
  const step = 10 ** (Math.floor(Math.log10(least)) - 1);
  // What is a multiple already may come out a little above it.
  return Number((Math.ceil(Number((least / step).toPrecision(12))) * step).toPrecision(3));
}

/**
 * Decimals of USD, 2 to 8, with which it can be seen that the amounts go over the limit, or do not: $0.0502 is more than $0.05.
 * None that is there is rounded to nothing.
 */
export function telling({ limit, spent, needed }: Pick<Excess, 'limit' | 'spent' | 'needed'>): number {
  for (let decimals = 2; decimals < 8; decimals++) {
    const [whole, gone, more] = [limit, spent, needed].map((amount) => Math.round(amount * 10 ** decimals));
    const isSeen = [limit, spent, needed].every((amount, index) => amount === 0 || [whole, gone, more][index] !== 0);
    if (isSeen && (gone ?? 0) + (more ?? 0) > (whole ?? 0) === spent + needed > limit) {
      return decimals;
    }
  }
  return 8;
}
