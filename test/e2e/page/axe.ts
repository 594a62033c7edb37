import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** What axe-core finds wrong in a page or a frame of one, each with its element; empty is good. */
export async function axeFaults(page: Page | Frame): Promise<readonly string[]> {
  // Evaluated, not loaded: the page's policy lets no foreign script in, as it should.
  await page.evaluate(await source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof Axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`));
  });
}
