// A Chromium to show the workbench in: one that is there, else Debian's.
import { canRun, onPath } from './onPath.mjs';
import { run } from './run.mjs';

/** Beside what is on PATH. */
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
];

/** The browser of this machine: LATHE_CHROMIUM, then PATH, then the usual places. The build without a window of its own is quicker by a fifth. */
export const findChromium = () => {
  const named = process.env['LATHE_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!canRun(named)) {
      throw new Error(`LATHE_CHROMIUM names ${named}, which cannot be run.`);
    }
    return named;
  }
  return onPath('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable') ?? usualPlaces.find(canRun);
};

/**
 * The browser's path; installs Debian's when there is none and that is possible, else fails with what to do.
 * @param {(line: string) => void} log
 * @returns {Promise<string>}
 */
export const ensureChromium = async (log) => {
  const found = findChromium();
  if (found !== undefined) {
    return found;
  }
  if (process.getuid?.() === 0 && onPath('apt-get') !== undefined) {
    log('Installing Chromium with apt-get (once)...');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { quiet: true, env });
    const install = (/** @type {string} */ name) => run('apt-get', ['install', '-y', '--no-install-recommends', name, 'fonts-dejavu-core'], { quiet: true, env });
    // Older releases have only the whole one.
    await install('chromium-headless-shell').catch(() => install('chromium'));
    const installed = findChromium();
    if (installed !== undefined) {
      return installed;
    }
  }
  throw new Error(
    'No Chromium found, and the tests of the real workbench need one. Install Chromium or Google Chrome ' +
      '(Debian: "apt-get install chromium" as root), or set LATHE_CHROMIUM to the path of one, and run this again.',
  );
};
