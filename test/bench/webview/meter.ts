import { readFile, writeFile } from 'node:fs/promises';
import type { CDPSession, Page } from 'playwright-core';
import { extensionHosts } from '../../e2e/driver/extensionHost.ts';

/** What a window costs: its renderers by Chromium's own count, its extension host by the kernel's (Linux only). */
export class Meter {
  readonly #page: CDPSession;
  readonly #browser: CDPSession;
  readonly #host: number;

  private constructor(page: CDPSession, browser: CDPSession, host: number) {
    this.#page = page;
    this.#browser = browser;
    this.#host = host;
  }

  static async of(page: Page, userDataDir: string): Promise<Meter> {
    const browser = page.context().browser();
    const host = (await extensionHosts(userDataDir)).at(-1);
    if (!browser || host === undefined) {
      throw new Error('The window has no browser or no extension host');
    }
    const session = await page.context().newCDPSession(page);
    // Ticks of the thread: by the clock, a task would also take as long as other programs keep it from the processor.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Meter(session, await browser.newBrowserCDPSession(), host);
  }

  /** Processor time of all renderers so far, s. */
  async rendererCpu(): Promise<number> {
    const { processInfo } = await this.#browser.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  }

  /** Processor time of the renderer's main thread in tasks so far, ms. The chat's page runs on the workbench's. */
  async mainThread(): Promise<number> {
    const { metrics } = await this.#page.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  }

  /** What is used of the heap that the page and the workbench share, after a collection, MB. */
  async heap(): Promise<number> {
    // What the first one lets go of through finalizers goes with the second.
    await this.#page.send('HeapProfiler.collectGarbage');
    await this.#page.send('HeapProfiler.collectGarbage');
    return (await this.#page.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
  }

  /** Resident memory of the extension host now, and its highest since `forgetPeak`, MB. */
  async hostMemory(): Promise<{ readonly now: number; readonly peak: number }> {
    const status = await readFile(`/proc/${this.#host}/status`, 'utf8');
    const megabytes = (field: string): number => Number(new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? NaN) / 1024;
    return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
  }

  /** From here on the peak counts anew. */
  async forgetPeak(): Promise<void> {
    await writeFile(`/proc/${this.#host}/clear_refs`, '5');
  }
}
