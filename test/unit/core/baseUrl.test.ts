import assert from 'node:assert/strict';
import { normaliseBaseUrl } from '../../../src/core/baseUrl.ts';

describe('normaliseBaseUrl', () => {
  const base = 'https://modelslab.com/api/v7/llm';
  for (const end of [
    '',
    '/',
    '//',
    '/v1',
    '/v1/',
    '/chat/completions',
    '/v1/chat/completions',
    '/v1/messages',
    '/v1/messages/count_tokens',
    '/v1/models',
    '/v1/models/',
  ]) {
    it(`takes ModelsLab's base with "${end}" behind it`, () => {
      assert.equal(normaliseBaseUrl(` ${base}${end}\n`), base);
    });
  }

  for (const [label, text, expected] of [
    ['a host alone', 'http://localhost:8080', 'http://localhost:8080'],
    ['a host and version', 'https://api.openai.com/v1', 'https://api.openai.com'],
    ['a scheme and host in capitals', 'HTTPS://Example.COM/A/', 'https://example.com/A'],
    ['a default port', 'https://example.com:443/a', 'https://example.com/a'],
    ['a path that only looks alike', 'https://example.com/xv1', 'https://example.com/xv1'],
    ['no text', '', undefined],
    ['no scheme', 'example.com/api', undefined],
    ['a host and port without scheme', 'localhost:8080', undefined],
    ['another scheme', 'ftp://example.com', undefined],
    ['a path', '/api/v7/llm', undefined],
    ['a user name', 'https://me@example.com', undefined],
    ['a user name and password', 'https://me:pw@example.com', undefined],
    ['a query', 'https://example.com/?a=b', undefined],
    ['an empty query', 'https://example.com/?', undefined],
    ['a fragment', 'https://example.com/#a', undefined],
    ['no host', 'https://', undefined],
  ] as const) {
    it(`${expected === undefined ? 'refuses' : 'takes'} ${label}`, () => {
      assert.equal(normaliseBaseUrl(text), expected);
    });
  }
});
