import assert from 'node:assert/strict';
import { pageHtml } from '../../../src/host/chatView/html.ts';
import type { Strings } from '../../../src/protocol/strings.ts';

const hostile = '"></body><script>alert(1)</script>';
const html = pageHtml({
  cspSource: 'https://own.example',
  nonce: 'n0nce',
  scriptUri: 'https://own.example/main.js',
  styleUri: 'https://own.example/style.css',
  language: 'en',
  kept: hostile,
  place: 'tab',
  strings: { send: hostile } as Partial<Strings> as Strings,
});

describe('the page\'s html', () => {
  it('lets nothing load but our script, style and font', () => {
    const csp = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      csp,
      "default-src 'none'; script-src 'nonce-n0nce' 'strict-dynamic'; style-src https://own.example; font-src https://own.example; base-uri 'none'; form-action 'none'",
    );
  });

  it('has no inline script and no inline style', () => {
    assert.equal([...html.matchAll(/<script/g)].length, 1);
    assert.match(html, /<script type="module" nonce="n0nce" src="[^"]+"><\/script>/);
    assert.doesNotMatch(html, /<style|style=| on\w+=/);
  });

  it('carries hostile texts unharmed', () => {
    assert.doesNotMatch(html, /alert\(1\)<\/script>/);
    const attribute = /data-strings="([^"]*)"/.exec(html)?.[1] ?? '';
    const decoded = attribute.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    assert.deepEqual(JSON.parse(decoded), { send: hostile });
  });
});
