import type { CheckEvent, CheckResult, CheckStep } from '../../core/check.ts';
import type { CheckTarget } from '../../core/client.ts';
import { apiSteps } from './apiSteps.ts';
import type { DoctorDeps } from './deps.ts';
import { findAddress } from './addressCheck.ts';
import { findAuth } from './authCheck.ts';
import { routeSteps } from './routeSteps.ts';

/**
 * Checks a connection step by step, each told as it begins and as it ends: the way there, then the address, the key, and what the
 * API can do. What a step finds is used by the next ones, so that one wrong setting does not hide the rest. Asks a handful of small
 * questions, tried once each. Never throws but after an abort.
 */
export async function* checkConnection(deps: DoctorDeps, target: CheckTarget, signal: AbortSignal): AsyncGenerator<CheckEvent> {
  let { connection } = target;
  const { endpoint } = connection;

  yield begun('key');
  const keyless = endpoint.auth !== 'none' && connection.key === undefined;
  yield result(
    keyless
      ? { step: 'key', outcome: 'failed', facts: {}, failure: { code: 'key-missing', retryable: false }, fix: { type: 'setKey' } }
      : { step: 'key', outcome: 'ok', facts: { auth: endpoint.auth } },
  );

  yield* routeSteps(deps, endpoint.baseUrl, signal);

  yield begun('address');
  const address = await findAddress(deps.transport, connection, signal);
  if (address.type === 'none') {
    yield result({ step: 'address', outcome: 'failed', facts: { url: endpoint.baseUrl }, failure: address.failure });
    yield* skipped('auth', 'models', 'chat', 'messages', 'tools', 'json', 'countTokens');
    return;
  }
  const facts = { url: endpoint.baseUrl + address.path };
  if (endpoint.wire === 'openai' && address.path !== endpoint.chatPath) {
    yield result({ step: 'address', outcome: 'failed', facts, fix: { type: 'address', baseUrl: endpoint.baseUrl, chatPath: address.path } });
    connection = { ...connection, endpoint: { ...endpoint, chatPath: address.path } };
  } else {
    yield result({ step: 'address', outcome: 'ok', facts });
  }

  if (keyless) {
    yield* skipped('auth', 'models', 'chat', 'messages', 'tools', 'json', 'countTokens');
    return;
  }
  yield begun('auth');
  const { auth, trial } = await findAuth(deps, connection, target.model, signal);
  if (auth === undefined) {
    yield result({ step: 'auth', outcome: 'failed', facts: { auth: endpoint.auth }, failure: trial.failure ?? { code: 'key-refused', retryable: false }, fix: { type: 'setKey' } });
    yield* skipped('models', 'chat', 'messages', 'tools', 'json', 'countTokens');
    return;
  }
  yield result(
    auth === endpoint.auth
      ? { step: 'auth', outcome: 'ok', facts: { auth } }
      : { step: 'auth', outcome: 'failed', facts: { auth: endpoint.auth, works: auth }, failure: { code: 'key-refused', retryable: false }, fix: { type: 'auth', auth } },
  );
  connection = { ...connection, endpoint: { ...connection.endpoint, auth } };
  yield* apiSteps(deps, { connection, model: target.model }, trial, signal);
}

function begun(step: CheckStep): CheckEvent {
  return { type: 'begun', step };
}

function result(result: CheckResult): CheckEvent {
  return { type: 'result', result };
}

function* skipped(...steps: readonly CheckStep[]): Generator<CheckEvent> {
  for (const step of steps) {
    yield result({ step, outcome: 'skipped', facts: {} });
  }
}
