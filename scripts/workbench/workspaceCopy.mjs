// Copies of the sample project to work in.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sampleWorkspace } from './paths.mjs';

/**
 * A fresh copy in a temporary folder, until it is disposed of.
 * @returns {Promise<{ readonly folder: string, readonly remove: () => Promise<void> }>}
 */
export const copyWorkspace = async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'lathe-workspace-'));
  const folder = path.join(home, 'sample');
  await cp(sampleWorkspace, folder, { recursive: true });
  return { folder, remove: () => rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
};
