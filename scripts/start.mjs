// npm start: builds Lathe and opens a VS Code with it, on a copy of the sample project or on a folder you name:
//   npm start -- [folder] [--port N] [--browser]
// With MODELSLAB_API_KEY set it talks to ModelsLab, else to the simulator.
import { existsSync, statSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, buildPackage } from './build.mjs';
import { runMain } from './runMain.mjs';
import { openBrowserWorkbench } from './start/browserWorkbench.mjs';
import { desktopCode, openDesktop } from './start/desktop.mjs';
import { chooseEndpoint } from './start/endpoint.mjs';
import { cacheFolder, sampleWorkspace } from './workbench/paths.mjs';

/** What a person sets and changes while trying stays here until the folder is deleted. */
const home = path.join(cacheFolder, 'start');

/** @param {string | undefined} named */
const folderToOpen = async (named) => {
  if (named !== undefined) {
    const folder = path.resolve(named);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new Error(`There is no folder ${folder}.`);
    }
    return folder;
  }
  const sample = path.join(home, 'sample');
  if (!existsSync(sample)) {
    await mkdir(home, { recursive: true });
    await cp(sampleWorkspace, sample, { recursive: true });
  }
  return sample;
};

/** @param {string | undefined} text */
const portNumber = (text) => {
  if (text === undefined) {
    return undefined;
  }
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port takes a number from 1 to 65535, not "${text}".`);
  }
  return port;
};

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string' }, browser: { type: 'boolean', default: false } },
  });
  const port = portNumber(values.port);
  const folder = await folderToOpen(positionals[0]);
  const desktop = values.browser || port !== undefined ? undefined : desktopCode();
  const endpoint = await chooseEndpoint(process.env['MODELSLAB_API_KEY'], console.log);
  try {
    if (desktop === undefined) {
      const { vsix } = await buildPackage();
      await openBrowserWorkbench({ folder, port, vsix, settings: endpoint.settings, profile: path.join(home, 'browser') });
    } else {
      await build('--production');
      await openDesktop({ code: desktop, folder, settings: endpoint.settings, profile: path.join(home, 'desktop') });
    }
  } finally {
    endpoint.stop();
  }
});
