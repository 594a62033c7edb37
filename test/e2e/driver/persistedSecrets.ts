import { randomBytes } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';

/** Where the page fetches its half of the key that encrypts secrets. A server with accounts would serve it. */
const keyPath = '/mint-key';

/**
 * Makes VS Code in a browser keep secrets over a reload, encrypted, as it does where the server mints a key: the page
 * learns the address from a cookie and must get the same 32 bytes each time.
 */
export async function persistSecrets(context: BrowserContext, origin: string): Promise<void> {
  const key = randomBytes(32);
  await context.addCookies([{ name: 'vscode-secret-key-path', value: keyPath, url: origin }]);
  await context.route(`${origin}${keyPath}`, (route) => route.fulfill({ status: 200, body: key }));
}
