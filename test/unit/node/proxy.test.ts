import assert from 'node:assert/strict';
import { defaultNetwork, type NetworkSettings } from '../../../src/core/network.ts';
import { proxyFor, type Environment } from '../../../src/node/proxy.ts';

const https = 'https://api.example.com/v1';

describe('proxyFor', () => {
  const rows: readonly (readonly [string, string, Partial<NetworkSettings>, Environment, string | undefined])[] = [
    ['no proxy', https, {}, {}, undefined],
    ['the setting', https, { proxy: 'http://p:3128' }, {}, 'http.proxy http://p:3128'],
    ['the setting before the environment', https, { proxy: 'http://p:1' }, { HTTPS_PROXY: 'http://e:2' }, 'http.proxy http://p:1'],
    ['a setting without a scheme, with a password', https, { proxy: 'me:secret@p:1' }, {}, 'http.proxy http://p:1'],
    ['the environment', https, {}, { https_proxy: 'http://e:2' }, 'https_proxy http://e:2'],
    ['the variable of the scheme', 'http://api.example.com', {}, { HTTPS_PROXY: 'http://e:2', HTTP_PROXY: 'http://h:3' }, 'HTTP_PROXY http://h:3'],
    ['HTTP_PROXY for https, as VS Code has it', https, {}, { HTTP_PROXY: 'http://h:3' }, 'HTTP_PROXY http://h:3'],
    ['ALL_PROXY', https, {}, { ALL_PROXY: 'socks5://s:4' }, 'ALL_PROXY socks5://s:4'],
    ['switched off', https, { proxy: 'http://p:1', proxyOff: true }, { HTTPS_PROXY: 'http://e:2' }, undefined],
    ['this machine', 'http://localhost:11434', { proxy: 'http://p:1' }, {}, undefined],
    ['this machine by address', 'http://127.0.0.1:8080', {}, { HTTP_PROXY: 'http://h:3' }, undefined],
    ['this machine by IPv6', 'http://[::1]:8080', {}, { HTTP_PROXY: 'http://h:3' }, undefined],
    ['an exception of the setting', https, { proxy: 'http://p:1', noProxy: ['api.example.com'] }, {}, undefined],
    ['an exception by domain', https, { proxy: 'http://p:1' }, { NO_PROXY: 'a.test, .example.com' }, undefined],
    ['an exception by domain without a dot', https, { proxy: 'http://p:1' }, { no_proxy: 'example.com' }, undefined],
    ['an exception by star', https, { proxy: 'http://p:1' }, { no_proxy: '*.example.com' }, undefined],
    ['an exception that only ends alike', https, { proxy: 'http://p:1' }, { NO_PROXY: 'ample.com' }, 'http.proxy http://p:1'],
    ['an exception by its port', https, { proxy: 'http://p:1' }, { NO_PROXY: 'example.com:443' }, undefined],
    ['an exception by another port', https, { proxy: 'http://p:1' }, { NO_PROXY: 'example.com:8443' }, 'http.proxy http://p:1'],
    ['an exception by a range of addresses', 'https://10.1.2.3/v1', { proxy: 'http://p:1' }, { NO_PROXY: '10.0.0.0/8' }, undefined],
    ['an exception by a range that it is not in', 'https://11.1.2.3/v1', { proxy: 'http://p:1' }, { NO_PROXY: '10.0.0.0/8' }, 'http.proxy http://p:1'],
    ['an exception by a range of IPv6', 'https://[fd00::7]/v1', { proxy: 'http://p:1' }, { NO_PROXY: 'fd00::/8' }, undefined],
    ['a range that is none', 'https://10.1.2.3/v1', { proxy: 'http://p:1' }, { NO_PROXY: '10.0.0.0/99, x/8' }, 'http.proxy http://p:1'],
    ['everything excepted', https, { proxy: 'http://p:1' }, { NO_PROXY: '*' }, undefined],
  ];

  for (const [label, url, settings, environment, expected] of rows) {
    it(label, () => {
      const proxy = proxyFor(url, { ...defaultNetwork, ...settings }, environment);
      assert.equal(proxy && `${proxy.source} ${proxy.shown}`, expected);
    });
  }
});
