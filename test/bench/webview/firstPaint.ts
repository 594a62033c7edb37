import type { BrowserContext, Frame } from 'playwright-core';

/** From now on every page of the chat notes when what it was first told was painted. */
export async function notePaints(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    if (window === window.top) {
      return;
    }
    // VS Code writes the page into an empty frame, which drops its nodes and listeners, but not its timers.
    const timer = setInterval(() => {
      const shows = document.querySelector('#app .where:not(:empty)') && document.querySelector('.content.empty, article.reply .block');
      if (shows) {
        clearInterval(timer);
        requestAnimationFrame(() => {
          setTimeout(() => {
            Object.assign(globalThis, { benchPainted: Date.now() });
          });
        });
      }
    }, 2);
  });
}

/** When that was, ms since 1970. */
export async function paintedAt(frame: Frame): Promise<number> {
  const handle = await frame.waitForFunction(() => (globalThis as unknown as { benchPainted?: number }).benchPainted);
  return (await handle.jsonValue()) ?? NaN;
}
