// The parts of undici that Lathe uses. As a whole it brings fetch, WebSocket, caches and mocks: a third of the package.

const parts = `
  // As undici's own entry does it: what a dispatcher can do lies beside it.
  Object.assign(require('./lib/dispatcher/dispatcher').prototype, require('./lib/api'));
  exports.Agent = require('./lib/dispatcher/agent');
  exports.ProxyAgent = require('./lib/dispatcher/proxy-agent');
  exports.Socks5ProxyAgent = require('./lib/dispatcher/socks5-proxy-agent');
  exports.buildConnector = require('./lib/core/connect');
  exports.request = (url, options) => {
    const { origin, pathname, search } = new URL(url);
    return options.dispatcher.request({ method: 'GET', ...options, origin, path: pathname + search });
  };
`;

/** @type {import('esbuild').Plugin} */
export const undiciParts = {
  name: 'undici-parts',
  setup(build) {
    build.onLoad({ filter: /[\\/]undici[\\/]index\.js$/ }, () => ({ contents: parts }));
    // For bodies that are forms, of which we send none.
    build.onLoad({ filter: /[\\/]undici[\\/]lib[\\/]web[\\/]fetch[\\/]body\.js$/ }, () => ({
      contents: `exports.extractBody = () => { throw new TypeError('A request of ours has a text for a body'); };`,
    }));
  },
};
