// What VS Code keeps in the browser: its state, and its secrets where they persist.
import type { Page } from 'playwright-core';

/** Local and session storage and each value of each database, as text. */
export async function browserStorage(page: Page): Promise<string> {
  return page.evaluate(readStorage);
}

/** Waits until VS Code has written the text there: it gathers changes for a moment before it does. */
export async function stored(page: Page, text: string): Promise<void> {
  while (!(await browserStorage(page)).includes(text)) {
    await page.waitForTimeout(50);
  }
}

async function readStorage(): Promise<string> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => {
        resolve(request.result);
      };
      request.onerror = () => {
        reject(new Error('the database did not answer'));
      };
    });
  const found = [localStorage, sessionStorage].map((storage) => JSON.stringify(Object.entries(storage)));
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name ?? ''));
    for (const store of database.objectStoreNames) {
      const values = await done(database.transaction(store).objectStore(store).getAll());
      const bytes = (value: unknown): unknown => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);
      found.push(JSON.stringify((values as unknown[]).map(bytes)));
    }
    database.close();
  }
  return found.join('\n');
}
