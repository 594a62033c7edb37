import type { BrowserContext } from 'playwright-core';

export interface WebviewMessage {
  /** `page` when the host is told something, `host` when the page is. */
  readonly from: 'page' | 'host';
  /** As JSON. */
  readonly text: string;
}

/** Tells what pages of extensions and their hosts say to each other. */
export async function recordWebviewMessages(
  context: BrowserContext,
  record: (message: WebviewMessage) => void,
): Promise<void> {
  await context.exposeBinding('latheTestRecord', (_, from: WebviewMessage['from'], text: string) => {
    record({ from, text });
  });
  await context.addInitScript(listenInWebview);
}

interface VsCodeApi {
  postMessage(message: unknown): void;
}

type ApiMaker = () => VsCodeApi;

/**
 * Runs in every frame before its scripts. VS Code writes an extension's page into an empty frame, which drops all
 * listeners but keeps properties, and then sets `acquireVsCodeApi`: the moment to begin.
 */
function listenInWebview(): void {
  const record = (globalThis as unknown as { latheTestRecord: (from: string, text: string) => void }).latheTestRecord;
  let acquire: ApiMaker | undefined;
  Object.defineProperty(globalThis, 'acquireVsCodeApi', {
    configurable: true,
    get: () => acquire,
    set: (original: ApiMaker) => {
      window.addEventListener('message', (event) => {
        record('host', JSON.stringify(event.data));
      });
      acquire = () => {
        const api = original();
        const postMessage = (message: unknown): void => {
          // Set by a test: a page that no longer answers. One that is made anew has a window of its own.
          if ((globalThis as { latheTestMute?: boolean }).latheTestMute === true) {
            return;
          }
          record('page', JSON.stringify(message));
          api.postMessage(message);
        };
        return Object.freeze({ ...api, postMessage });
      };
    },
  });
}
