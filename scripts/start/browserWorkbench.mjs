// VS Code in the person's browser.
import path from 'node:path';
import { startServer } from '../workbench/server.mjs';
import { mergedSettings } from './profileSettings.mjs';

/**
 * Serves the workbench with the package installed, prints its address, and stays until the server ends or a signal ends
 * both.
 * @param {{ readonly folder: string, readonly port: number | undefined, readonly vsix: string, readonly profile: string,
 *   readonly settings: Readonly<Record<string, unknown>> }} options
 */
export const openBrowserWorkbench = async ({ folder, port, vsix, profile, settings }) => {
  const server = await startServer({
    vsix,
    profile,
    log: console.log,
    settings: await mergedSettings(path.join(profile, 'data'), settings),
    ...(port === undefined ? {} : { port }),
  });
  console.log(`\nOpen ${server.url(folder)}\nCtrl-C ends it.`);
  await server.ended;
  throw new Error(`VS Code's server has ended:\n${server.output().slice(-2000)}`);
};
