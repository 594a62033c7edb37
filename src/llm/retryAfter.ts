import { isObject, objectAt } from './json.ts';

/** Longest wait that is believed, ms: an hour. */
const longest = 3_600_000;

/**
 * How long the endpoint asks to wait, ms, from whichever place it said so: `retry-after-ms`, `retry-after` (seconds, or
 * an HTTP date), the body's `retry_after` (seconds: ModelsLab's own way), and last the moment its limit is said to reset.
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string>>,
  body: unknown,
  now: number,
): number | undefined {
  const hints = [
    milliseconds(headers['retry-after-ms']),
    seconds(headers['retry-after']) ?? date(headers['retry-after'], now),
    bodyHint(body),
    limitReset(headers, now),
  ];
  const hint = hints.find((candidate) => candidate !== undefined);
  return hint === undefined ? undefined : Math.min(Math.round(hint), longest);
}

function bodyHint(body: unknown): number | undefined {
  const error = objectAt(body, 'error');
  for (const place of [body, error, objectAt(error, 'availability'), objectAt(error, 'metadata')]) {
    const wait = isObject(place) ? seconds(place['retry_after']) : undefined;
    if (wait !== undefined) {
      return wait;
    }
  }
  return undefined;
}

/**
 * Where a gateway tells when its limits reset, beside how much of each is left: OpenRouter's and ModelsLab's one limit, OpenAI's two,
 * Anthropic's four (https://docs.claude.com/en/api/rate-limits).
 */
const resets: readonly (readonly [reset: string, remaining: string])[] = [
  ['x-ratelimit-reset', 'x-ratelimit-remaining'],
  ...['requests', 'tokens'].map((of) => [`x-ratelimit-reset-${of}`, `x-ratelimit-remaining-${of}`] as const),
  ...['requests', 'tokens', 'input-tokens', 'output-tokens'].map(
    (of) => [`anthropic-ratelimit-${of}-reset`, `anthropic-ratelimit-${of}-remaining`] as const,
  ),
];

/** The last reset of those limits of which nothing is left; where none is known to be used up, the first that is told. */
function limitReset(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const told = resets.flatMap(([reset, remaining]) => {
    const wait = resetIn(headers[reset], now);
    return wait === undefined ? [] : [{ wait, usedUp: Number(headers[remaining]) === 0 }];
  });
  const usedUp = told.filter((limit) => limit.usedUp).map(({ wait }) => wait);
  return usedUp.length > 0 ? Math.max(...usedUp) : told[0]?.wait;
}

function milliseconds(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function seconds(value: unknown): number | undefined {
  const number = milliseconds(value);
  return number === undefined ? undefined : number * 1000;
}

function date(value: string | undefined, now: number): number | undefined {
  // A date has letters or a time in it; `Date.parse` would make one of almost any number.
  const time = value !== undefined && /[a-z:]/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A reset of unknown unit: a date, a duration such as `1m20s`, an epoch in ms or s, or seconds from now. */
function resetIn(value: string | undefined, now: number): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(value)) {
    return [...value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
      (sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0),
      0,
    );
  }
  const number = milliseconds(value);
  if (number === undefined) {
    return date(value, now);
  }
  if (number > 1e12) {
    return Math.max(0, number - now);
  }
  return number > 1e9 ? Math.max(0, number * 1000 - now) : number * 1000;
}
