import type { AuthForm, Connection } from '../../core/endpoint.ts';
import type { DoctorDeps } from './deps.ts';
import { smallRequest, tryOut, type Trial } from './trial.ts';

/** Enough to see that an answer comes; a thinking model gives its first thoughts. */
const fewTokens = 16;

/**
 * The form in which the key is taken: the endpoint's own, or else the first of the others that works, one at a time and to the same
 * address only. `auth` is undefined when all are refused. The trial is that of the form that worked, else of the endpoint's own.
 */
export async function findAuth(
  { exchange, now }: DoctorDeps,
  connection: Connection,
  model: string,
  signal: AbortSignal,
): Promise<{ readonly auth: AuthForm | undefined; readonly trial: Trial }> {
  const { endpoint } = connection;
  const attempt = (auth: AuthForm): Promise<Trial> =>
    tryOut(exchange, { ...connection, endpoint: { ...endpoint, auth } }, smallRequest(model, 'Hi', fewTokens), now, signal);
  const own = await attempt(endpoint.auth);
  if (own.failure?.code !== 'key-refused' || endpoint.auth === 'none') {
    return { auth: own.failure?.code === 'key-refused' ? undefined : endpoint.auth, trial: own };
  }
  const others: readonly AuthForm[] = ['bearer', 'x-api-key', ...(endpoint.wire === 'openai' ? (['body', 'key'] as const) : (['key'] as const))];
  for (const auth of others.filter((form) => form !== endpoint.auth)) {
    const trial = await attempt(auth);
    if (!trial.failure || !['key-refused', 'bad-request', 'plan'].includes(trial.failure.code)) {
      return { auth, trial };
    }
  }
  return { auth: undefined, trial: own };
}
