// Puts a real VS Code into .vscode-test/: the server part of the npm package code-server, which needs no compiler, no
// system library and no network beyond the npm registry.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onPath } from './onPath.mjs';
import { cacheFolder } from './paths.mjs';
import { run } from './run.mjs';

/**
 * One VS Code to run in.
 * `codeServer` is the version of the npm package, `node` the major version of Node that its server is built for.
 * @typedef {{ readonly codeServer: string, readonly node: string }} VsCodeVersion
 */

/** Counted up with each change of the recipe below: an install of an older one is not used any more. */
const recipe = 2;

/** The VS Code that people run by now. @type {VsCodeVersion} */
export const current = { codeServer: '4.139.1', node: '24' };

/** The oldest one that `engines.vscode` admits. @type {VsCodeVersion} */
export const oldest = { codeServer: '4.104.0', node: '22' };

/** VS Code's own version number: code-server counts 4.x for 1.x. @param {VsCodeVersion} version */
export const vsCodeNumber = (version) => version.codeServer.replace(/^4\./, '1.');

/**
 * An installed server: the Node that runs it and the folder of VS Code.
 * @typedef {{ readonly node: string, readonly folder: string }} InstalledServer
 */

/** @param {VsCodeVersion} version */
const nameOf = (version) => `code-server-${version.codeServer}-${recipe}`;

/** Node's packages on npm are named after the system; these carry the binary and need no install script. */
const nodePackage = () => `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/**
 * @param {string} folder
 * @returns {InstalledServer}
 */
const serverIn = (folder) => ({
  node: path.join(folder, 'node_modules', nodePackage(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
  folder: path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode'),
});

/**
 * The server of a version, installed first when it is not there yet (about 600 MB, half a minute to a minute).
 * It is made in a folder of its own and renamed when whole, so a broken-off install is never used.
 * @param {VsCodeVersion} version
 * @param {(line: string) => void} log
 * @returns {Promise<InstalledServer>}
 */
export const ensureServer = async (version, log) => {
  const home = path.join(cacheFolder, nameOf(version));
  if (!existsSync(home)) {
    await mkdir(cacheFolder, { recursive: true });
    await removeBrokenOff(version);
    log(`Installing VS Code ${vsCodeNumber(version)} into .vscode-test (once)...`);
    const unfinished = await mkdtemp(`${home}.unfinished-`);
    await install(unfinished, version);
    await rename(unfinished, home).catch(async (/** @type {unknown} */ error) => {
      // Another run was quicker.
      await rm(unfinished, { recursive: true, force: true });
      if (!existsSync(home)) {
        throw error;
      }
    });
  }
  return serverIn(home);
};

/**
 * @param {string} folder
 * @param {VsCodeVersion} version
 */
const install = async (folder, version) => {
  // A package of its own, or npm would install into the repository above.
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const plain = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const packages = [`code-server@${version.codeServer}`, `${nodePackage()}@${version.node}`];
  const env = environment();
  await run(npm, ['install', ...plain, ...packages], { cwd: folder, quiet: true, env });
  const server = serverIn(folder);
  await run(npm, ['install', '--omit=dev', ...plain], { cwd: server.folder, quiet: true, env });
  // Its own extensions share a TypeScript: without it no TypeScript file has symbols.
  await run(npm, ['install', '--omit=dev', ...plain], { cwd: path.join(server.folder, 'extensions'), quiet: true, env });
  if (version === current) {
    await buildLogWriter(server.folder, env);
  }
  // A server that does not even start must not be kept.
  await run(server.node, [path.join(server.folder, 'out', 'server-main.js'), '--version'], { quiet: true });
};

/**
 * Without its native log writer the server runs but writes no log files, and the tests that look for secrets in the
 * logs see only what it prints. So it is compiled where that is possible without downloads: a compiler is there, and
 * the headers of the Node at work (the module keeps to Node's stable binary interface, any version's do).
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
const buildLogWriter = async (folder, env) => {
  const prefix = path.dirname(path.dirname(process.execPath));
  const headers = path.join(prefix, 'include', 'node', 'node_api.h');
  if (process.platform === 'win32' || !existsSync(headers) || !['g++', 'make', 'python3'].every((name) => onPath(name))) {
    return;
  }
  const args = ['rebuild', '@vscode/spdlog', '--ignore-scripts=false', '--loglevel=error'];
  await run('npm', args, { cwd: folder, quiet: true, env: { ...env, npm_config_nodedir: prefix } }).catch(() => undefined);
};

/** Under `npm test` npm hands its settings on as npm_*: they are the repository's and would steer the install here. */
const environment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command|execpath)/.test(name)));

/**
 * What an install that was broken off has left, if it is older than an hour: a younger one may be at work.
 * @param {VsCodeVersion} version
 */
const removeBrokenOff = async (version) => {
  for (const name of await readdir(cacheFolder)) {
    const folder = path.join(cacheFolder, name);
    if (name.startsWith(`${nameOf(version)}.unfinished-`)) {
      const age = Date.now() - (await stat(folder)).mtimeMs;
      if (age > 3_600_000) {
        await rm(folder, { recursive: true, force: true });
      }
    }
  }
};
