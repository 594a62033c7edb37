// The VS Code on the person's desktop, beside their own profile.
import path from 'node:path';
import { onPath } from '../workbench/onPath.mjs';
import { root } from '../workbench/paths.mjs';
import { run } from '../workbench/run.mjs';
import { writeSettings } from '../workbench/server.mjs';
import { mergedSettings } from './profileSettings.mjs';

/** The `code` that opens a window here; none without a screen, nor in the terminal of a remote window, whose `code` is another. */
export const desktopCode = () => {
  const hasScreen =
    process.platform !== 'linux' || ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
  return hasScreen && process.env['VSCODE_IPC_HOOK_CLI'] === undefined ? onPath('code') : undefined;
};

/**
 * Opens a window with the extension from this repository and waits until it is closed.
 * @param {{ readonly code: string, readonly folder: string, readonly profile: string,
 *   readonly settings: Readonly<Record<string, unknown>> }} options
 */
export const openDesktop = async ({ code, folder, profile, settings }) => {
  await writeSettings(profile, await mergedSettings(profile, settings));
  console.log('\nA VS Code window opens. Closing it ends this.');
  await run(code, [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${profile}`,
    `--extensions-dir=${path.join(profile, 'extensions')}`,
    '--disable-workspace-trust',
    '--skip-welcome',
    '--wait',
    // Chromium refuses to run as root with its sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    folder,
  ]);
};
