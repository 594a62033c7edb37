import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isLatheError, LatheError } from '../../../../src/core/errors.ts';
import { Budget, roomyLimit, shareOf, Spending, telling, type Amount, type Excess, type Limits } from '../../../../src/core/usage/budget.ts';
import { BudgetedModel, type AskOverBudget } from '../../../../src/core/usage/budgetedModel.ts';
import { FakeChatModel } from '../../../fakes/chatModel.ts';
import { runs } from '../../fuzz.ts';
import { request, turnOf } from '../../llm/turn.ts';

const none: Amount = { usd: 0, tokens: 0 };
const price = { input: 1, output: 10 };
const { model } = request;
const asked = { ...request, parameters: { ...request.parameters, maxTokens: 1000 } };

function setUp(limits: Partial<Limits>, options: { readonly spent?: Amount; readonly price?: typeof price; readonly ask?: AskOverBudget } = {}) {
  const added: Amount[] = [];
  const budget = new Budget({
    limits: () => ({ turn: limits.turn ?? none, day: limits.day ?? none }),
    log: { today: () => Promise.resolve(options.spent ?? none), add: (spent) => added.push(spent) },
    price: () => options.price,
    count: () => 500,
    countText: (_, text) => text.length,
  });
  const inner = new FakeChatModel();
  return { budget, added, inner, guarded: new BudgetedModel(inner, budget, options.ask) };
}

/** The limit that a request of so many tokens may go over. */
async function excessOf(budget: Budget, sent: number, answer: number): Promise<Excess | undefined> {
  const closest = await budget.closest(model, sent, answer);
  return closest && shareOf(closest) > 1 ? closest : undefined;
}

const signal = (): AbortSignal => new AbortController().signal;
const answer = [{ type: 'text', text: 'four' }, { type: 'finish', reason: 'stop' }] as const;

describe('a budget', () => {
  it('weighs a request by the most that it can take', async () => {
    const { budget } = setUp({ turn: { usd: 0.0105, tokens: 0 } }, { price });
    assert.equal(await excessOf(budget, 500, 1000), undefined);
    assert.deepEqual(await excessOf(budget, 501, 1000), { span: 'turn', unit: 'usd', limit: 0.0105, spent: 0, needed: 0.010501 });
  });

  it('counts tokens alone where the price is unknown', async () => {
    assert.equal(await excessOf(setUp({ turn: { usd: 0.000001, tokens: 0 } }).budget, 500, 1000), undefined);
    const excess = await excessOf(setUp({ turn: { usd: 0.000001, tokens: 1499 } }).budget, 500, 1000);
    assert.deepEqual(excess, { span: 'turn', unit: 'tokens', limit: 1499, spent: 0, needed: 1500 });
  });

  it('adds what was spent today, and what runs', async () => {
    const { budget } = setUp({ day: { usd: 0, tokens: 4000 } }, { spent: { usd: 0, tokens: 2000 } });
    const running = await budget.begin(asked);
    assert.ok(running instanceof Spending);
    assert.deepEqual(await excessOf(budget, 500, 1000), { span: 'day', unit: 'tokens', limit: 4000, spent: 3500, needed: 1500 });
    running.end();
    assert.equal(await excessOf(budget, 500, 1000), undefined);
  });

  it('lets only one of two requests at once take what is left', async () => {
    const { budget } = setUp({ day: { usd: 0, tokens: 2000 } });
    const begun = await Promise.all([budget.begin(asked), budget.begin(asked)]);
    assert.deepEqual(begun.map((each) => each instanceof Spending), [true, false]);
  });

  it('counts what ends while it looks up what was spent', async () => {
    const written: Amount[] = [];
    let look: () => void = () => undefined;
    const looked = new Promise<void>((resolve) => (look = resolve));
    let reads = 0;
    const budget = new Budget({
      limits: () => ({ turn: none, day: { usd: 0, tokens: 1999 } }),
      log: {
        today: async () => {
          const [read] = [written.reduce((all, { tokens }) => all + tokens, 0), reads++];
          await looked;
          return { usd: 0, tokens: read };
        },
        add: (spent) => written.push(spent),
      },
      price: () => undefined,
      count: () => 500,
      countText: () => 500,
    });
    const first = await budget.begin(asked, true);
    const second = budget.begin(asked);
    assert.ok(first instanceof Spending);
    first.take({ type: 'text', text: 'four' });
    first.end();
    look();
    assert.deepEqual(await second, { span: 'day', unit: 'tokens', limit: 1999, spent: 1000, needed: 1500 });
    assert.equal(reads, 2);
  });

  it('suggests a limit that the request keeps within', () => {
    const amount = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(amount, amount, fc.constantFrom('usd' as const, 'tokens' as const), (spent, needed, unit) => {
        const limit = roomyLimit({ span: 'day', unit, limit: 0, spent, needed });
        const least = spent + needed;
        assert.ok(limit >= least * (1 - 1e-9) && limit <= (unit === 'usd' ? least * 1.101 : least + 1000), `${limit} for ${least}`);
      }),
      runs(),
    );
    assert.equal(roomyLimit({ span: 'turn', unit: 'usd', limit: 0, spent: 0, needed: 0.1 }), 0.1);
    assert.equal(roomyLimit({ span: 'turn', unit: 'usd', limit: 0, spent: 0, needed: 0.1234 }), 0.13);
  });

  it('is told in as many digits as it takes to see what goes over it', () => {
    const digits = (limit: number, needed: number, spent = 0): number => telling({ limit, spent, needed });
    assert.deepEqual([digits(1, 2), digits(0.05, 0.0502), digits(0.05, 0.04), digits(0.05, 0.0499, 0.0002), digits(5, 5.1, 0.000_021)], [2, 4, 2, 4, 5]);
    const amount = fc.double({ min: 1e-4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(amount, amount, amount, (limit, spent, needed) => {
        const shown = (value: number): number => Number(value.toFixed(telling({ limit, spent, needed })));
        fc.pre(Math.abs(spent + needed - limit) > 1e-6);
        assert.equal(shown(spent) + shown(needed) - shown(limit) > 1e-9, spent + needed > limit);
      }),
      runs(),
    );
  });

  it('never lets a request pass that goes over a limit', async () => {
    const tokens = fc.nat(1_000_000);
    await fc.assert(
      fc.asyncProperty(tokens, tokens, tokens, tokens, tokens, async (turn, day, before, sent, longest) => {
        const { budget } = setUp({ turn: { usd: 0, tokens: turn }, day: { usd: 0, tokens: day } }, { spent: { usd: 0, tokens: before } });
        const over = (turn > 0 && sent + longest > turn) || (day > 0 && before + sent + longest > day);
        assert.equal((await excessOf(budget, sent, longest)) !== undefined, over);
      }),
      runs(),
    );
  });
});

describe('a model with a budget', () => {
  const tight = { turn: { usd: 0, tokens: 10 } };

  it('does not send what goes over it', async () => {
    const { guarded, inner, added } = setUp(tight);
    await assert.rejects(turnOrThrow(guarded, asked), (error) => isLatheError(error) && error.failure.code === 'over-budget' && error.failure.excess?.limit === 10);
    assert.deepEqual([inner.requests, added], [[], []]);
  });

  it('sends it when the person is asked and allows it, or has allowed it before', async () => {
    for (const { ask, overBudget } of [{ ask: () => Promise.resolve('once' as const) }, { overBudget: true }] as const) {
      const { guarded, inner } = setUp(tight, ask ? { ask } : {});
      inner.say(...answer);
      await turnOrThrow(guarded, { ...asked, ...(overBudget ? { overBudget } : {}) });
      assert.equal(inner.requests.length, 1);
    }
  });

  it('tells that it waits for the person, where it asks them', async () => {
    const told: string[] = [];
    const stream = async (guarded: BudgetedModel): Promise<void> => {
      for await (const delta of guarded.stream(asked, signal(), ({ type }) => told.push(type))) {
        assert.ok(delta.type);
      }
    };
    await assert.rejects(stream(setUp(tight).guarded));
    assert.deepEqual(told, []);
    const { guarded, inner } = setUp(tight, {
      ask: () => {
        assert.deepEqual(told, ['asking']);
        return Promise.resolve('once');
      },
    });
    inner.say(...answer);
    await stream(guarded);
    assert.deepEqual(told, ['asking']);
  });

  it('asks once more when the person has raised a limit and another one stands in the way', async () => {
    const asking: string[] = [];
    const limits = { turn: { usd: 0, tokens: 10 }, day: { usd: 0, tokens: 20 } };
    const { guarded, inner } = setUp(limits, {
      ask: ({ span, needed }) => {
        asking.push(span);
        limits[span] = { usd: 0, tokens: needed };
        return Promise.resolve('raised');
      },
    });
    inner.say(...answer);
    await turnOrThrow(guarded, asked);
    assert.deepEqual(asking, ['turn', 'day']);
  });

  it('sends nothing when it was stopped while the person was asked', async () => {
    const controller = new AbortController();
    const { guarded, inner } = setUp(tight, {
      ask: () => {
        controller.abort();
        return Promise.resolve('once');
      },
    });
    await assert.rejects(turnOrThrow(guarded, asked, controller.signal));
    assert.equal(inner.requests.length, 0);
  });

  it('notes what the endpoint counted, or else the estimate', async () => {
    const { guarded, inner, added } = setUp({}, { price });
    inner.say({ type: 'usage', usage: { promptTokens: 400, completionTokens: 20 } }, ...answer);
    await turnOrThrow(guarded, asked);
    inner.say(...answer);
    await turnOrThrow(guarded, asked);
    assert.deepEqual(added, [
      { usd: 0.0006, tokens: 420 },
      { usd: 0.00054, tokens: 504 },
    ]);
  });

  it('notes what had come of an answer that was left or that failed, and nothing where nothing came', async () => {
    const { guarded, inner, added } = setUp({});
    inner.say({ type: 'reasoning', text: 'hm' });
    inner.fail(new LatheError({ code: 'cut-off', retryable: true }));
    assert.equal((await turnOf(guarded.stream(asked, signal()))).failure?.code, 'cut-off');
    inner.fail(new LatheError({ code: 'credit', retryable: false }));
    assert.equal((await turnOf(guarded.stream(asked, signal()))).failure?.code, 'credit');
    assert.deepEqual(added, [{ usd: 0, tokens: 502 }]);
  });
});

async function turnOrThrow(guarded: BudgetedModel, what: typeof request, until = signal()): Promise<void> {
  for await (const delta of guarded.stream(what, until)) {
    assert.ok(delta.type);
  }
}
