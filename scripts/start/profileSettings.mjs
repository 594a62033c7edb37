// The settings.json of a profile that a person keeps between starts.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Written anew by each start, because whom Lathe talks to may have changed. */
const ours = ['lathe.endpoint', 'lathe.endpoints'];

/**
 * What the person has set there, with the endpoint of this start. Fails on a file with comments or faults, rather than
 * writing over it.
 * @param {string} userDataDir
 * @param {Readonly<Record<string, unknown>>} endpointSettings
 * @returns {Promise<Record<string, unknown>>}
 */
export const mergedSettings = async (userDataDir, endpointSettings) => {
  const file = path.join(userDataDir, 'User', 'settings.json');
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    const kept = Object.entries(JSON.parse(text)).filter(([name]) => !ours.includes(name));
    return { ...Object.fromEntries(kept), ...endpointSettings };
  } catch {
    throw new Error(`${file} is not plain JSON. Take comments and stray commas out of it, or delete it.`);
  }
};
