// Addresses of the workbench.

/**
 * What the workbench is to do beside opening a folder. `extension` is the folder of an extension in development and
 * `tests` the module whose `run()` the extension host calls; both only with a server started for tests.
 * @typedef {{ readonly extension?: string, readonly tests?: string }} Payload
 */

/** A path in an address: encoded, but with its slashes. @param {string} file */
const inAddress = (file) => file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');

/**
 * The address that opens a folder, or an empty window without one. Paths are absolute and on the server's machine.
 * @param {string} origin
 * @param {string | undefined} folder
 * @param {Payload} [payload]
 * @returns {string}
 */
export const workbenchUrl = (origin, folder, payload = {}) => {
  /** @param {string} file */
  const remote = (file) => `vscode-remote://${new URL(origin).host}${inAddress(file)}`;
  const pairs = [
    ...(payload.extension === undefined ? [] : [['extensionDevelopmentPath', remote(payload.extension)]]),
    ...(payload.tests === undefined ? [] : [['extensionTestsPath', remote(payload.tests)]]),
  ];
  const query = [
    folder === undefined ? 'ew=true' : `folder=${inAddress(folder)}`,
    ...(pairs.length === 0 ? [] : [`payload=${encodeURIComponent(JSON.stringify(pairs))}`]),
  ];
  return `${origin}/?${query.join('&')}`;
};
