import assert from 'node:assert/strict';
import { isPrivateAddress, webAddress } from '../../../../src/core/context/web/webPage.ts';

describe('web addresses', () => {
  it('are taken as people type them, and only of the web', () => {
    assert.equal(webAddress('example.com/a'), 'https://example.com/a');
    assert.equal(webAddress(' http://example.com '), 'http://example.com/');
    assert.equal(webAddress('http://localhost:3000/x'), 'http://localhost:3000/x');
    for (const wrong of ['', 'word', 'file:///etc/passwd', 'ftp://example.com', 'javascript:alert(1)', 'https://a b', 'https://']) {
      assert.equal(webAddress(wrong), undefined, wrong);
    }
  });

  for (const address of ['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '198.18.0.1', '::1', '::', 'fe80::1%eth0', 'fd00::1', '[::1]', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1']) {
    it(`${address} is private`, () => {
      assert.equal(isPrivateAddress(address), true);
    });
  }
  for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '192.169.0.1', '2606:4700::1111', '2001:db8::1']) {
    it(`${address} is of the open internet`, () => {
      assert.equal(isPrivateAddress(address), false);
    });
  }
});
