// The browser that shows the workbench, without a screen.
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';

/** What keeps Chromium from looking for a sandbox, a graphics card or the internet, none of which a test machine has. */
const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @param {(line: string) => void} log
 * @returns {Promise<import('playwright-core').Browser>}
 */
export const launchBrowser = async (log) =>
  chromium.launch({ executablePath: await ensureChromium(log), args: switches, headless: true });
