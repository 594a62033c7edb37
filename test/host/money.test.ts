// What a question and an answer cost, as the person is told it.
import * as assert from 'node:assert/strict';
import type { Balance } from '../../src/core/client.ts';
import { builtInEndpoints, type EndpointProfile } from '../../src/core/endpoints.ts';
import { LatheError, type Failure } from '../../src/core/errors.ts';
import { ChatSession } from '../../src/core/chat/session.ts';
import type { Excess } from '../../src/core/usage/budget.ts';
import type { Outlook } from '../../src/core/usage/outlook.ts';
import { answerBudget, type BudgetAction } from '../../src/host/budget/budgetActions.ts';
import { excessText } from '../../src/host/budget/budgetText.ts';
import { measuredRows } from '../../src/host/measuredRows.ts';
import { meterText } from '../../src/host/meter/meterText.ts';
import { Wallet } from '../../src/host/meter/wallet.ts';
import { FakeChatModel } from '../fakes/chatModel.ts';
import { FakeJournalStore } from '../fakes/journalStore.ts';
import { FakeLogger } from '../fakes/logger.ts';

const outlook: Outlook = {
  ...{ system: 10, history: 0, attachments: 1200, question: 4, sent: 1214, answer: 40_000, window: 128_000, isFull: false, isNearlyFull: false },
  ...{ costOfSent: { type: 'known', usd: 0.0012 }, most: { type: 'known', usd: 0.05 } },
};
const day: Excess = { span: 'day', unit: 'usd', limit: 0.05, spent: 0.0031, needed: 0.0502 };

describe('the meter', () => {
  const told = (more: Partial<Outlook> = {}, facts: { readonly closest?: Excess; readonly isPartial?: boolean } = {}) =>
    meterText({ outlook: { ...outlook, ...more }, model: 'm', closest: facts.closest, isPartial: facts.isPartial ?? false });

  it('tells what goes out part by part, and the most that it can cost', () => {
    const { share, name, rows, warnings, isFull } = told();
    assert.deepEqual([share, name, warnings, isFull], [1214 / 128_000, 'Next message: 1.2K · up to $0.05, about 1,214 of 128,000 tokens', [], false]);
    assert.deepEqual(
      rows.map(({ label, value }) => `${label}: ${value}`),
      ['Model: m', 'System message: 10', 'Attached: 1,200', 'Question: 4', 'Sent: about 1,214 tokens', 'Room for the answer: up to 40,000 tokens', 'Model reads: 128,000 tokens', 'Price: $0.0012 to send, up to $0.05 with the answer'],
    );
  });

  it('says what it does not know: the window, the price, a part of what goes out', () => {
    const { share, name, rows } = told({ window: undefined, costOfSent: { type: 'unknown' }, most: { type: 'unknown' } }, { isPartial: true });
    assert.deepEqual([share, name], [undefined, 'Next message: 1.2K · price unknown, at least 1,214 tokens']);
    assert.deepEqual(rows.slice(-2).map(({ value }) => value), ['not known', 'price unknown']);
    assert.equal(told({ costOfSent: { type: 'zero' }, most: { type: 'zero' } }).rows.at(-1)?.value, 'listed at $0.00, may not be your bill');
  });

  it('warns of a full window by what helps, and of a budget before it stands in the way', () => {
    assert.match(told({ isFull: true }).warnings.join(), /Attach less/);
    assert.match(told({ isFull: true, history: 5 }).warnings.join(), /earlier messages are summarized first/);
    assert.match(told({ isNearlyFull: true }).warnings.join(), /nearly all/);
    assert.deepEqual(told({}, { closest: { ...day, needed: 0.03 } }).warnings, []);
    const near = told({}, { closest: { ...day, needed: 0.04 } });
    assert.deepEqual([near.isFull, near.warnings], [false, ['This request may cost up to $0.04. Of your budget of $0.05 for today, $0.003 is spent or on its way.']]);
    const over = told({}, { closest: day });
    assert.deepEqual([over.isFull, over.warnings], [true, [`${excessText(day)} You will be asked before it is sent.`]]);
  });
});

describe('a request over the budget', () => {
  it('is told in dollars or tokens, of the request or of the day, in digits that show it', () => {
    assert.equal(excessText(day), 'This request may cost up to $0.05. Of your budget of $0.05 for today, $0.003 is spent or on its way.');
    assert.equal(excessText({ ...day, span: 'turn', spent: 0 }), 'This request may cost up to $0.0502. Your budget for one request is $0.05.');
    assert.equal(excessText({ span: 'day', unit: 'tokens', limit: 4000, spent: 3500, needed: 1500 }), 'This request may take up to 1,500 tokens. Of your budget of 4,000 for today, 3,500 are spent or on their way.');
  });

  const settings = { endpointName: 'home', model: 'm', system: '', parameters: { maxTokens: 10, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 } };
  async function refused(text = 'How much?') {
    const model = new FakeChatModel();
    let ids = 0;
    const session = new ChatSession({
      ...{ model, journals: new FakeJournalStore(), settings: () => settings, newId: () => `t${++ids}`, now: () => 1 },
      ...{ after: () => ({ dispose: () => undefined }), logger: new FakeLogger() },
    });
    const end = (fail: boolean): Promise<void> =>
      new Promise((resolve) => {
        const watch = session.onEvent(({ type }) => {
          if (type === 'end') {
            watch.dispose();
            resolve();
          }
        });
        if (fail) {
          model.fail(new LatheError({ code: 'over-budget', retryable: true, excess: day }));
        } else {
          model.say({ type: 'text', text: 'four' }, { type: 'finish', reason: 'stop' });
        }
      });
    const turn = session.ask({ action: 'ask', text, references: [] }) ?? '';
    await end(true);
    let given = 0;
    const act = (type: BudgetAction['type'], turnId = turn): Promise<string> =>
      answerBudget(session, { giveBack: () => given++ }, { type, turnId, epoch: 'e' } as BudgetAction);
    return { session, model, turn, act, end, given: () => given };
  }

  it('comes back on Cancel, words and attachments, and is gone from the conversation', async () => {
    const { session, act, given } = await refused();
    assert.equal(await act('takeBack'), 'How much?');
    assert.deepEqual([given(), session.conversation.turns.length], [1, 0]);
    assert.equal(await act('takeBack'), '', 'once');
    assert.equal(given(), 1);
  });

  it('gives the words of an edited question back, unless the same stand there still; what was attached in any case', async () => {
    for (const [text, back] of [['Four?', 'Four?'], ['How much?', '']] as const) {
      const { session, act, end, turn, given } = await refused();
      await act('sendOnce');
      await end(false);
      const first = session.conversation.turns[0]?.id ?? '';
      assert.notEqual(first, turn);
      const second = (await session.branch(first, { action: 'ask', text, references: [] })) ?? '';
      await end(true);
      assert.equal(await act('takeBack', second), back);
      assert.deepEqual([given(), session.conversation.turns.map(({ id }) => id)], [1, [first]]);
    }
  });

  it('goes out once when the person says so, and nothing else does', async () => {
    const { session, model, act, end, given } = await refused();
    await act('sendOnce');
    await end(false);
    assert.deepEqual(model.requests.map(({ overBudget }) => overBudget), [undefined, true]);
    const answered = session.conversation.turns[0]?.id ?? '';
    assert.equal(await act('takeBack', answered), '');
    await act('sendOnce', answered);
    assert.deepEqual([model.requests.length, given(), session.conversation.turns.length], [2, 0, 1]);
  });
});

describe('what was measured of an answer', () => {
  const rows = (measured: { readonly estimate?: number; readonly firstMs?: number; readonly ms?: number }, usage = {}): readonly string[] =>
    measuredRows({ measured, usage }).map(({ label, value }) => `${label}: ${value}`);

  it('is the time to the first words, the speed, and how far off the estimate was', () => {
    assert.deepEqual(rows({ estimate: 98, firstMs: 1234, ms: 2000 }, { promptTokens: 100, completionTokens: 3000 }), [
      'First words after: 1.2 s',
      'Speed: 1,500 tokens/s',
      'Estimate before sending: 98 tokens, 2% too few',
    ]);
    assert.deepEqual(rows({ estimate: 150 }, { promptTokens: 100 }), ['Estimate before sending: 150 tokens, 50% too many']);
    assert.deepEqual(rows({ estimate: 100 }, { promptTokens: 100 }), ['Estimate before sending: 100 tokens, as counted']);
  });

  it('says nothing of what nobody counted', () => {
    assert.deepEqual(rows({ estimate: 1500, ms: 0 }, { completionTokens: 5 }), ['Estimate before sending: 1,500 tokens']);
    assert.deepEqual(rows({ ms: 100 }), []);
  });
});

describe('the balance', () => {
  const [modelsLab] = builtInEndpoints;
  assert.ok(modelsLab);
  let endpoint: EndpointProfile;
  let answers: ((balance: Balance | Failure) => void)[];
  let wallet: Wallet;
  let told: (string | undefined)[];
  beforeEach(() => {
    endpoint = modelsLab;
    [answers, told] = [[], []];
    const balance = (): Promise<Balance> =>
      new Promise((resolve, reject) => {
        answers.push((answer) => {
          if ('amount' in answer) {
            resolve(answer);
          } else {
            reject(new LatheError(answer));
          }
        });
      });
    wallet = new Wallet({ balance }, () => endpoint, new FakeLogger());
    wallet.onDidChange(() => told.push(wallet.shown));
  });
  const asked = async (answer: Balance | Failure): Promise<string | undefined> => {
    const done = wallet.ask();
    answers.at(-1)?.(answer);
    await done;
    return wallet.shown;
  };

  it('is asked for by the person alone, as often as they like, once at a time', async () => {
    assert.equal(wallet.shown, '');
    assert.equal(answers.length, 0);
    const done = wallet.ask();
    await wallet.ask();
    assert.equal(answers.length, 1);
    answers[0]?.({ amount: 12.345, currency: 'USD' });
    await done;
    assert.deepEqual(told, ['asking...', '$12.35']);
    assert.equal(await asked({ amount: 3, currency: '' }), '3');
  });

  it('says why there is none, and can be asked for again', async () => {
    assert.match((await asked({ code: 'key-refused', retryable: false, status: 401 })) ?? '', /refused the API key/);
    assert.match((await asked({ code: 'network', retryable: true })) ?? '', /could not be reached/);
    assert.equal(await asked({ code: 'protocol', retryable: false }), `${modelsLab.name} does not tell it.`);
    assert.equal(await asked({ amount: 1, currency: 'USD' }), '$1.00');
  });

  it('is that of the endpoint in use, and of none that has no such address', async () => {
    const done = wallet.ask();
    endpoint = { ...modelsLab, baseUrl: 'https://other.example' };
    answers[0]?.({ amount: 1, currency: 'USD' });
    await done;
    assert.equal(wallet.shown, '');
    endpoint = { ...modelsLab, balancePath: '' };
    assert.equal(wallet.shown, undefined);
  });
});
