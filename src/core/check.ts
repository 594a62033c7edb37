import type { AuthForm, Endpoint } from './endpoint.ts';
import type { Failure } from './errors.ts';

/** The steps of a connection check, in their order. */
export const checkSteps = [
  'key',
  'dns',
  'proxy',
  'tls',
  'address',
  'auth',
  'models',
  'chat',
  'messages',
  'tools',
  'json',
  'countTokens',
] as const;

export type CheckStep = (typeof checkSteps)[number];

/** What can be changed so that a step goes well. */
export type CheckFix =
  | { readonly type: 'setKey' }
  | { readonly type: 'auth'; readonly auth: AuthForm }
  | { readonly type: 'address'; readonly baseUrl: string; readonly chatPath: string }
  | { readonly type: 'wire'; readonly wire: Endpoint['wire'] }
  /** Another model is to be chosen. */
  | { readonly type: 'model' };

/** `warning`: it does without. `skipped`: an earlier step failed, or it does not apply. */
export interface CheckResult {
  readonly step: CheckStep;
  readonly outcome: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found, for the words and the report: addresses, counts, ms. No key, no answer text. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly failure?: Failure;
  readonly fix?: CheckFix;
}

/** `begun` comes before its result, so that a person sees what is being tried. */
export type CheckEvent = { readonly type: 'begun'; readonly step: CheckStep } | { readonly type: 'result'; readonly result: CheckResult };
