import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Connection } from '../../../../src/core/endpoint.ts';
import { LatheError, type ErrorCode, type Failure } from '../../../../src/core/errors.ts';
import type { ChatRequest, ModelDelta, Progress } from '../../../../src/core/model.ts';
import { RequestPlaces } from '../../../../src/llm/resilience/requestPlaces.ts';
import { ResilientModel } from '../../../../src/llm/resilience/resilientModel.ts';
import { FakeLogger } from '../../../fakes/logger.ts';
import { FakeModelNotes } from '../../../fakes/modelNotes.ts';
import { modelsLab, request, text, turnOf, type Turn } from '../turn.ts';
import { runs } from '../../fuzz.ts';

const finish: ModelDelta = { type: 'finish', reason: 'stop' };
const connection: Connection = { endpoint: modelsLab, key: 'k', idleTimeoutMs: 1000 };

/** One try: deltas, then an end or a failure. */
interface Plan {
  readonly deltas?: readonly ModelDelta[];
  readonly failure?: Failure;
}

function failing(code: ErrorCode, more: Partial<Failure> = {}): Plan {
  const retryable = ['rate-limited', 'unavailable', 'network', 'cut-off', 'stalled', 'protocol'].includes(code);
  return { failure: { code, retryable, ...more } };
}

class Rig {
  readonly notes = new FakeModelNotes();
  readonly waits: number[] = [];
  readonly progress: Progress[] = [];
  readonly tries: { readonly request: ChatRequest; readonly without: readonly string[] }[] = [];
  readonly places = new RequestPlaces();

  async ask(plans: readonly Plan[], asked: ChatRequest = request): Promise<Turn> {
    const left = [...plans];
    const { tries } = this;
    const model = new ResilientModel({
      // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
      async *exchange(tried, _connection, without) {
        tries.push({ request: tried, without: [...without] });
        const plan = left.shift() ?? { deltas: [text('ok'), finish] };
        yield* plan.deltas ?? [];
        if (plan.failure) {
          throw new LatheError(plan.failure);
        }
      },
      connect: () => Promise.resolve(connection),
      places: this.places,
      notes: this.notes,
      logger: new FakeLogger(),
      sleep: (ms) => {
        this.waits.push(ms);
        return Promise.resolve();
      },
      random: () => 0,
      now: () => 7,
    });
    return turnOf(model.stream(asked, new AbortController().signal, (progress) => this.progress.push(progress)));
  }

  get note() {
    return this.notes.get(modelsLab, request.model);
  }
}

describe('second tries', () => {
  let rig: Rig;

  beforeEach(() => {
    rig = new Rig();
  });

  it('come after a growing wait, three in all, and end with the last failure', async () => {
    const { failure } = await rig.ask([failing('unavailable'), failing('unavailable'), failing('unavailable', { status: 503 })]);
    assert.equal(failure?.status, 503);
    assert.deepEqual(rig.waits, [500, 1000]);
    assert.deepEqual(
      rig.progress.map((each) => (each.type === 'retrying' ? [each.waitMs, each.attempt] : each.type)),
      [
        [500, 2],
        [1000, 3],
      ],
    );
  });

  it('wait as long as the endpoint asks, but no longer than a minute', async () => {
    assert.deepEqual((await rig.ask([failing('rate-limited', { retryAfterMs: 30_000 })])).deltas, [text('ok'), finish]);
    assert.deepEqual(rig.waits, [30_000]);
    assert.equal((await rig.ask([failing('rate-limited', { retryAfterMs: 61_000 })])).failure?.code, 'rate-limited');
  });

  it('do not come after a silence, a refused key, or when the endpoint says so', async () => {
    for (const plan of [failing('stalled'), failing('key-refused'), failing('credit'), failing('unavailable', { retryable: false })]) {
      assert.deepEqual((await rig.ask([plan])).failure, plan.failure);
    }
    assert.equal(rig.tries.length, 4);
  });

  it('do not come once anything was shown', async () => {
    for (const delta of [text('a'), { type: 'reasoning', text: 'a' } as const]) {
      const turn = await rig.ask([{ ...failing('cut-off'), deltas: [delta] }]);
      assert.deepEqual(turn, { deltas: [delta], failure: failing('cut-off').failure });
    }
    assert.equal(rig.tries.length, 2);
  });

  it('come after a failure that had told only what it took', async () => {
    const usage: ModelDelta = { type: 'usage', usage: { promptTokens: 5 } };
    const turn = await rig.ask([{ ...failing('cut-off'), deltas: [usage] }]);
    assert.deepEqual(turn, { deltas: [usage, text('ok'), finish] });
  });

  it('leave out a field that was refused by name, and remember it once that has helped', async () => {
    const refusal = failing('bad-request', { detail: "Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported." });
    assert.deepEqual((await rig.ask([refusal])).deltas, [text('ok'), finish]);
    assert.deepEqual(rig.tries.map(({ without }) => without), [[], ['temperature']]);
    assert.deepEqual(rig.note.refused, ['temperature']);
    await rig.ask([]);
    assert.deepEqual(rig.tries.at(-1)?.without, ['temperature']);
  });

  it('do not remember what did not help', async () => {
    await rig.ask([failing('bad-request', { detail: '`top_p` is not supported' }), failing('credit')]);
    assert.deepEqual(rig.note.refused, undefined);
  });

  it('go from a schema to JSON to words', async () => {
    const refusal = (words: string): Plan => failing('bad-request', { detail: words, parameter: 'response_format' });
    await rig.ask([refusal('json_schema is not supported'), refusal('response_format is not supported')], {
      ...request,
      responseFormat: { type: 'schema', name: 'x', schema: {} },
    });
    assert.deepEqual(rig.tries.at(-1)?.without, ['json_schema', 'response_format']);
  });

  it('ask for less where the window is small, and keep what was told', async () => {
    const vllm = "This model's maximum context length is 8192 tokens and your request has 200 input tokens (40000 > 8192 - 200).";
    await rig.ask([failing('context-overflow', { detail: vllm })]);
    assert.equal(rig.tries.at(-1)?.request.parameters.maxTokens, 7992);
    assert.equal(rig.note.contextWindow, 8192);
    await rig.ask([failing('bad-request', { detail: 'Invalid max_tokens value, the valid range of max_tokens is [1, 4096]' })]);
    assert.equal(rig.tries.at(-1)?.request.parameters.maxTokens, 4096);
    await rig.ask([]);
    assert.equal(rig.tries.at(-1)?.request.parameters.maxTokens, 4096);
  });

  it('learn that a model is not served, and that it is again', async () => {
    await rig.ask([failing('model-unavailable')]);
    assert.equal(rig.note.unavailableAt, 7);
    await rig.ask([]);
    assert.equal(rig.note.unavailableAt, undefined);
  });

  it('whatever goes wrong: one end, nothing sent again after output, few tries, no place kept', async () => {
    const codes: readonly ErrorCode[] = ['rate-limited', 'unavailable', 'network', 'cut-off', 'stalled', 'protocol', 'bad-request', 'context-overflow', 'credit'];
    const delta = fc.constantFrom<ModelDelta>(text('a'), { type: 'usage', usage: {} }, { type: 'reasoning', text: 'b' });
    const plan = fc.record({
      deltas: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(delta, { maxLength: 3 }) }),
      code: fc.constantFrom(...codes),
      detail: fc.constantFrom('', "'temperature' is unsupported", '`top_p` must be 1', 'maximum context length is 900 tokens (300 in the messages)', '`top_p` again'),
      wait: fc.option(fc.nat(100_000), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(plan, { maxLength: 10 }), async (plans) => {
        rig = new Rig();
        const made = plans.map(({ deltas, code, detail, wait }): Plan => ({
          deltas,
          ...failing(code, { detail, ...(wait === undefined ? {} : { retryAfterMs: wait }) }),
        }));
        const turn = await rig.ask(made);
        const used = made.slice(0, rig.tries.length);
        const given = used.flatMap((each) => (each.deltas ?? []).filter(({ type }) => type !== 'usage'));
        const shownAt = used.findIndex((each) => (each.deltas ?? []).some(({ type }) => type !== 'usage'));
        assert.ok(shownAt < 0 || shownAt === used.length - 1, 'sent again after output');
        assert.equal(turn.failure === undefined, rig.tries.length > made.length);
        assert.equal((turn.deltas.at(-1)?.type === 'finish') === (turn.failure === undefined), true);
        assert.ok(given.length === 0 || turn.failure);
        assert.ok(rig.tries.length <= 3 + 4, `${rig.tries.length} tries`);
        for (let free = 0; free < 5; free++) {
          await rig.places.take(modelsLab, new AbortController().signal, () => assert.fail('a place was kept'));
        }
      }),
      runs(),
    );
  });
});
