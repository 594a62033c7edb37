// The settings.json of a profile that a person keeps between starts.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The endpoint of a start without a key: its address is another one each time. */
const simulator = 'Simulator';

/** The endpoint where none is set. */
const preset = 'ModelsLab';

/**
 * What the person has set there, with the endpoint of this start beside those that they added. A model that was chosen for another
 * endpoint does not stay: this one may not have it. Fails on a file with comments or faults, rather than
 * writing over it.
 * @param {string} userDataDir
 * @param {Readonly<Record<string, unknown>>} endpointSettings
 * @returns {Promise<Record<string, unknown>>}
 */
export const mergedSettings = async (userDataDir, endpointSettings) => {
  const file = path.join(userDataDir, 'User', 'settings.json');
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    const { 'lathe.endpoint': endpoint, 'lathe.endpoints': endpoints, 'lathe.model': model, ...kept } = JSON.parse(text);
    const added = Object.fromEntries(Object.entries(endpoints ?? {}).filter(([name]) => name !== simulator));
    const own = endpointSettings['lathe.endpoints'];
    return {
      ...kept,
      ...(model === undefined || (endpoint ?? preset) !== (endpointSettings['lathe.endpoint'] ?? preset) ? {} : { 'lathe.model': model }),
      ...endpointSettings,
      ...(own === undefined && Object.keys(added).length === 0 ? {} : { 'lathe.endpoints': { ...added, ...(own ?? {}) } }),
    };
  } catch {
    throw new Error(`${file} is not plain JSON. Take comments and stray commas out of it, or delete it.`);
  }
};
