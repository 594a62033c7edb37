// Runs one program to its end.
import { spawn } from 'node:child_process';

/**
 * A quiet run keeps the output for the error; a loud one shows it as it comes.
 * @typedef {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv, readonly quiet?: boolean }} RunOptions
 */

/**
 * Resolves with what a quiet run printed; rejects when the program cannot start or ends with anything but 0.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>}
 */
export const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    // Windows starts a batch file, as npm is one there, only through its shell, which splits at spaces.
    const shell = process.platform === 'win32' && command.endsWith('.cmd');
    /** @param {string} word */
    const quoted = (word) => (shell && word.includes(' ') ? `"${word}"` : word);
    const child = spawn(quoted(command), args.map(quoted), {
      shell,
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: options.quiet === true ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) {
        resolve(output);
      } else {
        const tail = output === '' ? '' : `:\n${output.slice(-4000)}`;
        reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? code}${tail}`));
      }
    });
  });
