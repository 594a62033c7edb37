import type { CheckEvent, CheckResult, CheckStep } from '../../core/check.ts';
import { toFailure } from '../../core/errors.ts';
import type { DoctorDeps } from './deps.ts';

/** Longest wait for a name or a handshake, ms. */
const patienceMs = 10_000;

/** The steps below HTTP: the name, the proxy, the certificate. */
export async function* routeSteps({ probe, now }: DoctorDeps, baseUrl: string, signal: AbortSignal): AsyncGenerator<CheckEvent> {
  const { hostname, protocol } = new URL(baseUrl);
  const route = probe.route(baseUrl);

  yield { type: 'begun', step: 'dns' };
  yield route.via === 'direct'
    ? await told('dns', signal, async (patient) => {
        const begun = now();
        const addresses = await probe.resolve(hostname, patient);
        return { step: 'dns', outcome: 'ok', facts: { addresses: addresses.join(', '), ms: Math.round(now() - begun) } };
      })
    : // The name is for the proxy to find.
      skip('dns');

  yield { type: 'begun', step: 'proxy' };
  yield { type: 'result', result: { step: 'proxy', outcome: 'ok', facts: { via: route.via, proxy: route.proxy, source: route.proxySource } } };

  yield { type: 'begun', step: 'tls' };
  yield protocol !== 'https:' || route.via === 'editor'
    ? skip('tls')
    : await told('tls', signal, async (patient) => {
        const { protocol: version, chain } = await probe.certificates(baseUrl, patient);
        const [own, ...issuers] = chain;
        return {
          step: 'tls',
          outcome: 'ok',
          facts: {
            protocol: version,
            subject: own?.subject ?? '',
            issuers: issuers.map(({ subject }) => subject).join(', ') || (own?.issuer ?? ''),
            validTo: own?.validTo ?? 0,
          },
        };
      });
}

function skip(step: CheckStep): CheckEvent {
  return { type: 'result', result: { step, outcome: 'skipped', facts: {} } };
}

async function told(step: CheckStep, signal: AbortSignal, work: (signal: AbortSignal) => Promise<CheckResult>): Promise<CheckEvent> {
  const patient = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  try {
    return { type: 'result', result: await work(patient) };
  } catch (error) {
    signal.throwIfAborted();
    const failure = patient.aborted ? ({ code: 'stalled', retryable: true } as const) : toFailure(error);
    return { type: 'result', result: { step, outcome: 'failed', facts: {}, failure } };
  }
}
