// The simulator as a process beside an editor.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { root } from './workbench/paths.mjs';

/** @typedef {{ readonly baseUrl: string, readonly stop: () => void }} SimulatorProcess */

/**
 * Builds the simulator, starts it with these arguments and resolves when it has printed its base URL.
 * @param {...string} args
 * @returns {Promise<SimulatorProcess>}
 */
export const startSimulatorProcess = async (...args) => {
  await build('--simulator');
  const main = path.join(root, 'out', 'simulator', 'main.mjs');
  if (!existsSync(main)) {
    throw new Error(`The build left no ${main}`);
  }
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = () => {
    child.kill();
  };
  process.once('exit', stop);
  const baseUrl = await new Promise((/** @type {(url: string) => void} */ resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (/** @type {Buffer} */ chunk) => {
      printed += chunk.toString();
      const url = /http:\/\/\S+(?=\s)/.exec(printed)?.[0];
      if (url !== undefined) {
        resolve(url);
      }
    });
    child.once('error', reject);
    child.once('close', () => {
      reject(new Error(`The simulator ended before it was ready:\n${printed}`));
    });
  });
  return { baseUrl, stop };
};
