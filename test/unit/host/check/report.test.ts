import assert from 'node:assert/strict';
import { endpointBase } from '../../../../src/core/endpoints.ts';
import { checkReport } from '../../../../src/host/check/report.ts';
import { nameFor, profileOf, settingOf } from '../../../../src/host/wizard/endpointDraft.ts';

describe('the report of a check', () => {
  it('tells what was found, and the value of no header', () => {
    const report = checkReport({
      lathe: '1.2.3',
      vscode: '1.104.0',
      system: 'linux x64',
      endpoint: { ...endpointBase, name: 'E', baseUrl: 'https://e.test', headers: { 'X-Team': 'sk-hidden' } },
      model: 'm',
      keyState: 'stored',
      results: [
        { step: 'dns', outcome: 'ok', facts: { addresses: '192.0.2.1', ms: 3 } },
        { step: 'chat', outcome: 'failed', facts: {}, failure: { code: 'credit', retryable: false, status: 402, detail: 'pay\n| now' } },
      ],
    });
    assert.match(report, /\| dns \| ok \| addresses: 192\.0\.2\.1, ms: 3 \|/);
    assert.match(report, /\| chat \| failed \| credit, HTTP 402, pay \\\| now \|/);
    assert.match(report, /Headers: X-Team\n/);
    assert.ok(!report.includes('sk-hidden'));
  });
});

describe('the draft of an endpoint', () => {
  const draft = { wire: 'openai', address: 'https://llm.test:8443/api/v1/', name: 'Mine', key: 'k', model: 'm' } as const;

  it('becomes a setting without the key', () => {
    assert.deepEqual(settingOf(draft), { baseUrl: 'https://llm.test:8443/api', wire: 'openai', auth: 'bearer' });
    assert.equal(profileOf({ ...draft, key: '' }).auth, 'none');
    assert.equal(profileOf({ ...draft, wire: 'anthropic' }).auth, 'x-api-key');
  });

  it('is named after its host, and like no other', () => {
    assert.equal(nameFor(draft.address, []), 'llm.test:8443');
    assert.equal(nameFor(draft.address, ['llm.test:8443', 'llm.test:8443 2']), 'llm.test:8443 3');
  });
});
