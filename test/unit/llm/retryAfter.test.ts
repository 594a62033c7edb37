import assert from 'node:assert/strict';
import { retryAfterMs } from '../../../src/llm/retryAfter.ts';

const now = Date.UTC(2026, 0, 1, 12);

describe('retryAfterMs', () => {
  const rows: readonly (readonly [string, Record<string, string>, unknown, number | undefined])[] = [
    ['nothing', {}, {}, undefined],
    ['milliseconds in a header', { 'retry-after-ms': '1500', 'retry-after': '9' }, {}, 1500],
    ['seconds in a header', { 'retry-after': '2.5' }, { retry_after: 9 }, 2500],
    ['a date in a header', { 'retry-after': new Date(now + 4000).toUTCString() }, {}, 4000],
    ['a date that has passed', { 'retry-after': new Date(now - 4000).toUTCString() }, {}, 0],
    ['seconds in the body', {}, { status: 'error', retry_after: 30 }, 30_000],
    ['seconds as text in the body', {}, { retry_after: '30' }, 30_000],
    ['seconds in the error', {}, { error: { retry_after: 3 } }, 3000],
    ["seconds in OpenRouter's availability", {}, { error: { availability: { retry_after: 4 } } }, 4000],
    ['a reset in seconds', { 'x-ratelimit-reset': '5' }, {}, 5000],
    ['a reset as a duration', { 'x-ratelimit-reset-requests': '1m20.5s' }, {}, 80_500],
    ['a reset in milliseconds', { 'x-ratelimit-reset-requests': '120ms' }, {}, 120],
    ['a reset as seconds since 1970', { 'x-ratelimit-reset': String(now / 1000 + 7) }, {}, 7000],
    ['a reset as milliseconds since 1970', { 'x-ratelimit-reset': String(now + 8000) }, {}, 8000],
    ['a reset as a timestamp', { 'x-ratelimit-reset': '2026-01-01T12:00:09Z' }, {}, 9000],
    ["Anthropic's reset", { 'anthropic-ratelimit-requests-reset': '2026-01-01T12:00:06Z' }, {}, 6000],
    [
      'the reset of the limit that is used up',
      { 'x-ratelimit-reset-requests': '1s', 'x-ratelimit-remaining-requests': '9', 'x-ratelimit-reset-tokens': '6s', 'x-ratelimit-remaining-tokens': '0' },
      {},
      6000,
    ],
    [
      'the last reset of two that are used up',
      { 'anthropic-ratelimit-requests-reset': '2026-01-01T12:00:03Z', 'anthropic-ratelimit-requests-remaining': '0', 'anthropic-ratelimit-output-tokens-reset': '2026-01-01T12:00:08Z', 'anthropic-ratelimit-output-tokens-remaining': '0' },
      {},
      8000,
    ],
    ['a wait beyond belief', { 'retry-after': '99999999' }, {}, 3_600_000],
    ['a negative wait', { 'retry-after': '-5' }, { retry_after: -1 }, undefined],
    ['words', { 'retry-after': 'soon' }, { retry_after: 'later' }, undefined],
  ];
  for (const [label, headers, body, expected] of rows) {
    it(`reads ${label}`, () => {
      assert.equal(retryAfterMs(headers, body, now), expected);
    });
  }
});
