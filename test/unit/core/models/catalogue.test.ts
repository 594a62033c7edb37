import assert from 'node:assert/strict';
import { endpointBase, type EndpointProfile } from '../../../../src/core/endpoints.ts';
import { LatheError } from '../../../../src/core/errors.ts';
import { ModelCatalogue, type ModelList } from '../../../../src/core/models/catalogue.ts';
import { knownModel } from '../../../../src/core/models/known.ts';
import { findModel, isSameModel } from '../../../../src/core/models/modelId.ts';
import type { ModelInfo } from '../../../../src/core/models/modelInfo.ts';
import { FakeModelNotes } from '../../../fakes/modelNotes.ts';

const endpoint: EndpointProfile = { ...endpointBase, name: 'E', baseUrl: 'https://e.test', prices: { 'own-model': { input: 1, output: 2 } } };
const { signal } = new AbortController();
const day = 86_400_000;

describe('model ids', () => {
  it('are the same in every spelling that ModelsLab has for them, and no other', () => {
    assert.ok(isSameModel('MiniMaxAI/MiniMax-M1-40k', 'minimaxai-minimax-m1-40k'));
    assert.ok(isSameModel('Qwen/Qwen2.5-VL-72B-Instruct-together', 'qwen-qwen2.5-vl-72b-instruct'));
    assert.ok(!isSameModel('MiniMax-M1-40k', 'MiniMax-M1-80k'));
    assert.equal(findModel([{ id: 'A-B' }, { id: 'a/b' }], 'a/b')?.id, 'a/b');
    assert.equal(knownModel('MiniMaxAI/MiniMax-M1-40k')?.maxOutput, 40_000);
  });
});

describe('ModelCatalogue', () => {
  let lists: Map<string, ModelList>;
  let notes: FakeModelNotes;
  let now: number;
  let calls: number;
  let answer: () => Promise<readonly ModelInfo[]>;
  let catalogue: ModelCatalogue;

  beforeEach(() => {
    lists = new Map();
    notes = new FakeModelNotes();
    now = 1000;
    calls = 0;
    answer = () => Promise.resolve([{ id: 'a', price: { input: 3, output: 4 }, contextWindow: 10 }]);
    const store = { get: (address: string) => lists.get(address), set: (address: string, list: ModelList) => lists.set(address, list) };
    const list = (): Promise<readonly ModelInfo[]> => {
      calls++;
      return answer();
    };
    catalogue = new ModelCatalogue({ list, store, notes, now: () => now });
  });

  it('fetches once a day, once at a time, and when told to', async () => {
    const [first] = await Promise.all([catalogue.load(endpoint, signal), catalogue.load(endpoint, signal)]);
    assert.deepEqual(first, { entries: [{ id: 'a', price: { input: 3, output: 4 }, contextWindow: 10 }], at: 1000 });
    now += day - 1;
    await catalogue.load(endpoint, signal);
    assert.equal(calls, 1);
    await catalogue.load(endpoint, signal, true);
    now += day;
    await catalogue.load(endpoint, signal);
    assert.equal(calls, 3);
  });

  it('keeps the old list when there is no new one, and says why', async () => {
    await catalogue.load(endpoint, signal);
    answer = () => Promise.reject(new LatheError({ code: 'network', retryable: true }));
    const { entries, at, failure } = await catalogue.load(endpoint, signal, true);
    assert.deepEqual([entries.length, at, failure?.code], [1, 1000, 'network']);
  });

  it("prefers the person's price, and what was told of the window", async () => {
    await catalogue.load(endpoint, signal);
    assert.deepEqual(catalogue.price(endpoint, 'Own/Model'), { input: 1, output: 2 });
    assert.deepEqual(catalogue.price(endpoint, 'a'), { input: 3, output: 4 });
    assert.equal(catalogue.price(endpoint, 'b'), undefined);
    assert.equal(catalogue.contextWindow(endpoint, 'a'), 10);
    notes.update(endpoint, 'a', { contextWindow: 8, unavailableAt: 5 });
    assert.equal(catalogue.contextWindow(endpoint, 'a'), 8);
    assert.equal(catalogue.known(endpoint).entries[0]?.unavailableAt, 5);
    const m1 = 'MiniMaxAI-MiniMax-M1-40k';
    assert.deepEqual(catalogue.price({ ...endpoint, name: 'ModelsLab' }, m1), { input: 0, output: 0 });
    assert.equal(catalogue.price(endpoint, m1), undefined);
  });

  it('lays what is listed over what we know of a model', async () => {
    const m1 = 'MiniMaxAI/MiniMax-M1-40k';
    assert.equal(catalogue.facts(endpoint, m1).listed, false);
    assert.equal(catalogue.facts(endpoint, m1).model.contextWindow, 1_000_000);
    answer = () => Promise.resolve([{ id: 'MiniMaxAI-MiniMax-M1-40k', ownedBy: 'someone', contextWindow: 80_000 }]);
    await catalogue.load(endpoint, signal);
    const { model, listed } = catalogue.facts(endpoint, m1);
    assert.ok(listed);
    assert.deepEqual([model.id, model.ownedBy, model.contextWindow, model.maxOutput], [m1, 'someone', 80_000, 40_000]);
    assert.deepEqual(catalogue.facts(endpoint, 'nobody-knows').model, { id: 'nobody-knows' });
  });
});
