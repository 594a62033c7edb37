import type { CheckEvent, CheckFix, CheckResult } from '../../core/check.ts';
import type { CheckTarget } from '../../core/client.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import { toFailure, type ErrorCode } from '../../core/errors.ts';
import { readJsonAnswer } from '../../core/json/jsonAnswer.ts';
import type { Tool } from '../../core/model.ts';
import { findModel } from '../../core/models/modelId.ts';
import { TokenCounter } from '../countTokens.ts';
import { listModels } from '../models.ts';
import type { DoctorDeps } from './deps.ts';
import { smallRequest, tryOut, type Trial } from './trial.ts';

/** A thinking model needs some to get to the point, and this is what the check may cost at most, twice. */
const someTokens = 1024;

const tool: Tool = {
  name: 'get_time',
  description: 'Tells the time in a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

/** What the API can do. `own`: the answer that the endpoint's own wire has given already. */
export async function* apiSteps(deps: DoctorDeps, target: CheckTarget, own: Trial, signal: AbortSignal): AsyncGenerator<CheckEvent> {
  const { connection, model } = target;
  const { endpoint } = connection;

  yield { type: 'begun', step: 'models' };
  yield { type: 'result', result: await checkModels(deps, target, signal) };

  const trials = new Map<Endpoint['wire'], Trial>([[endpoint.wire, own]]);
  const trialOf = async (wire: Endpoint['wire']): Promise<Trial> => {
    const auth = wire === 'anthropic' && endpoint.auth === 'body' ? 'bearer' : endpoint.auth;
    const by = { ...connection, endpoint: { ...endpoint, wire, auth } };
    const trial = trials.get(wire) ?? (await tryOut(deps.exchange, by, smallRequest(model, 'Hi', 16), deps.now, signal));
    trials.set(wire, trial);
    return trial;
  };
  for (const wire of ['openai', 'anthropic'] as const) {
    const step = wire === 'openai' ? 'chat' : 'messages';
    yield { type: 'begun', step };
    const trial = await trialOf(wire);
    const other: Endpoint['wire'] = wire === 'openai' ? 'anthropic' : 'openai';
    const isOwn = wire === endpoint.wire;
    // Where it is the endpoint's own wire that fails, the other one may be the way out.
    const wayOut = isOwn && trial.failure && isOfTheWire(trial.failure.code) && !(await trialOf(other)).failure ? other : undefined;
    yield { type: 'result', result: wireResult(step, trial, isOwn, wayOut) };
  }

  if (own.failure) {
    for (const step of ['tools', 'json'] as const) {
      yield { type: 'result', result: { step, outcome: 'skipped', facts: {} } };
    }
  } else {
    yield { type: 'begun', step: 'tools' };
    const called = await tryOut(deps.exchange, connection, smallRequest(model, 'What time is it in Paris? Use the tool.', someTokens, { tools: [tool], toolChoice: 'auto' }), deps.now, signal);
    yield { type: 'result', result: able('tools', called, called.calls.includes(tool.name)) };

    yield { type: 'begun', step: 'json' };
    const json = await tryOut(deps.exchange, connection, smallRequest(model, 'Answer with the JSON object {"ok": true}.', someTokens, { responseFormat: { type: 'json' } }), deps.now, signal);
    yield { type: 'result', result: able('json', json, readJsonAnswer(json.text).ok) };
  }

  yield { type: 'begun', step: 'countTokens' };
  const tokens = await new TokenCounter(deps.transport).count(connection, smallRequest(model, 'Hi', 1), signal);
  yield { type: 'result', result: tokens === undefined ? { step: 'countTokens', outcome: 'warning', facts: {} } : { step: 'countTokens', outcome: 'ok', facts: { tokens } } };
}

async function checkModels({ transport }: DoctorDeps, { connection, model }: CheckTarget, signal: AbortSignal): Promise<CheckResult> {
  try {
    const models = await listModels(transport, connection, signal);
    const found = findModel(models, model);
    const facts = { count: models.length, model, listed: found !== undefined };
    return found || models.length === 0
      ? { step: 'models', outcome: models.length === 0 ? 'warning' : 'ok', facts }
      : { step: 'models', outcome: 'warning', facts, fix: { type: 'model' } };
  } catch (error) {
    signal.throwIfAborted();
    return { step: 'models', outcome: 'warning', facts: {}, failure: toFailure(error) };
  }
}

/** Not the fault of a key, an account, a model or a busy moment. */
function isOfTheWire(code: ErrorCode): boolean {
  return code === 'endpoint-invalid' || code === 'protocol' || code === 'bad-request' || code === 'plan';
}

/** A wire that the endpoint does not speak matters only where it is the one that is used. */
function wireResult(step: 'chat' | 'messages', trial: Trial, own: boolean, wayOut: Endpoint['wire'] | undefined): CheckResult {
  const { failure } = trial;
  if (!failure) {
    return { step, outcome: 'ok', facts: { own, ms: trial.firstMs ?? 0, thought: trial.thought } };
  }
  const fix: CheckFix | undefined = wayOut
    ? { type: 'wire', wire: wayOut }
    : own && failure.code === 'model-unavailable'
      ? { type: 'model' }
      : undefined;
  return { step, outcome: own ? 'failed' : 'warning', facts: { own }, failure, ...(fix ? { fix } : {}) };
}

function able(step: 'tools' | 'json', trial: Trial, works: boolean): CheckResult {
  if (works) {
    return { step, outcome: 'ok', facts: {} };
  }
  // Out of tokens before it came to the point: nothing is known.
  const facts = { open: !trial.failure && trial.finish === 'length' };
  return { step, outcome: 'warning', facts, ...(trial.failure ? { failure: trial.failure } : {}) };
}
