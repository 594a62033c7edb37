import type { Balance } from '../core/client.ts';
import type { Connection } from '../core/endpoint.ts';
import { LatheError } from '../core/errors.ts';
import { jsonHttpRequest } from './httpRequest.ts';
import { isObject, objectAt, stringAt } from './json.ts';
import { readJson } from './readJson.ts';
import type { Transport } from './transport.ts';

/** Longest wait, ms. */
const patienceMs = 15_000;

/**
 * What is left on the account. ModelsLab tells it outside of its language API: `POST /api/wallet_balance` with the key in the body, answered
 * with `data.balance` and `data.currency` (https://docs.modelslab.com/general-api/wallet-balance). Whether the balance is a number or its
 * text is not said, so both are taken. Throws a `LatheError`: `endpoint-invalid` where the endpoint has no such thing, `protocol` for an
 * answer without a balance.
 */
export async function walletBalance(transport: Transport, connection: Connection, path: string, signal: AbortSignal): Promise<Balance> {
  const { key = '' } = connection;
  if (path === '') {
    throw new LatheError({ code: 'endpoint-invalid', retryable: false });
  }
  if (key === '') {
    throw new LatheError({ code: 'key-missing', retryable: false });
  }
  const { headers, ...request } = jsonHttpRequest(
    { ...connection, endpoint: { ...connection.endpoint, auth: 'none' }, idleTimeoutMs: Math.min(connection.idleTimeoutMs, patienceMs) },
    '',
    signal,
    { key },
  );
  // The same origin, which the key belongs to.
  const url = new URL(path, connection.endpoint.baseUrl).toString();
  const answer = await readJson(transport, key, { ...request, url, headers });
  const data = isObject(answer) ? (objectAt(answer, 'data') ?? answer) : {};
  const amount = amountOf(isObject(data) ? data['balance'] : undefined);
  if (amount === undefined) {
    throw new LatheError({ code: 'protocol', retryable: false });
  }
  const currency = stringAt(data, 'currency') ?? '';
  return { amount, currency: /^[A-Za-z]{3}$/.test(currency) ? currency.toUpperCase() : '' };
}

function amountOf(value: unknown): number | undefined {
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof amount === 'number' && Number.isFinite(amount) ? amount : undefined;
}
