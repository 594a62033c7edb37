// A running VS Code server with a profile of its own.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { current, ensureServer } from './install.mjs';
import { run } from './run.mjs';
import { workbenchUrl } from './urls.mjs';

/**
 * - `version`: which VS Code, the current one by default.
 * - `vsix`: a package to install first.
 * - `settings`: the person's settings.json, over the few that keep a window quiet.
 * - `env`: the environment of the server and so of the extension host; the caller's own by default.
 * - `port`: a free one by default.
 * - `profile`: a folder for user data and extensions that is kept; a temporary one that goes with `stop` by default.
 * - `testable`: whether the page takes an extension in development and a test entry point from the address. It also
 *   gives the page the driver that VS Code's own smoke tests use.
 * - `marketplace`: false keeps the editor from asking its marketplace, for which some starts wait up to 10 s.
 * @typedef {{
 *   readonly version?: import('./install.mjs').VsCodeVersion,
 *   readonly vsix?: string,
 *   readonly settings?: Readonly<Record<string, unknown>>,
 *   readonly env?: NodeJS.ProcessEnv,
 *   readonly port?: number,
 *   readonly profile?: string,
 *   readonly testable?: boolean,
 *   readonly marketplace?: boolean,
 *   readonly log?: (line: string) => void,
 * }} ServerOptions
 *
 * - `origin`: such as http://127.0.0.1:41000
 * - `url`: the address that opens a folder there, or an empty window.
 * - `userDataDir`: where VS Code keeps settings, logs and state.
 * - `output`: everything the server has printed so far.
 * - `ended`: resolves when the server has ended, by itself or by `stop`.
 * @typedef {{
 *   readonly origin: string,
 *   readonly url: (folder?: string, payload?: import('./urls.mjs').Payload) => string,
 *   readonly userDataDir: string,
 *   readonly extensionsDir: string,
 *   readonly output: () => string,
 *   readonly ended: Promise<void>,
 *   readonly stop: () => Promise<void>,
 * }} RunningServer
 */

/** What nobody asked for is in the way of a person and of a test alike. */
const quiet = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  // The kept copy of the sample project lies inside this repository, which is none of its business.
  'git.openRepositoryInParentFolders': 'never',
  // A second TypeScript server and an npm that fetches typings, for a project of a few files.
  'typescript.tsserver.useSyntaxServer': 'never',
  'typescript.disableAutomaticTypeAcquisition': true,
};

/**
 * Starts a server and resolves once it answers (2 s or so; fails after 30 s, or when the server ends before).
 * @param {ServerOptions} [options]
 * @returns {Promise<RunningServer>}
 */
export const startServer = async (options = {}) => {
  const log = options.log ?? (() => undefined);
  const { node, folder } = await ensureServer(options.version ?? current, log);
  const profile = options.profile ?? (await mkdtemp(path.join(tmpdir(), 'lathe-vscode-')));
  const userDataDir = path.join(profile, 'data');
  const extensionsDir = path.join(profile, 'extensions');
  await writeSettings(userDataDir, { ...quiet, ...options.settings });

  const main = path.join(folder, 'out', 'server-main.js');
  const homes = ['--server-data-dir', profile, '--extensions-dir', extensionsDir];
  const env = {
    ...environment(options.env ?? process.env),
    // code-server's own variable: a marketplace without an address is none.
    ...(options.marketplace === false ? { EXTENSIONS_GALLERY: '{}' } : {}),
  };
  if (options.vsix !== undefined) {
    await run(node, [main, ...homes, '--install-extension', options.vsix, '--force'], { quiet: true, env });
  }

  const port = options.port ?? (await freePort());
  const child = spawn(
    node,
    [
      main,
      ...['--host', '127.0.0.1', '--port', String(port)],
      '--without-connection-token',
      '--accept-server-license-terms',
      '--disable-workspace-trust',
      ...['--telemetry-level', 'off'],
      ...(options.testable === true ? ['--enable-smoke-test-driver'] : []),
      ...homes,
    ],
    // A process group of its own: the server starts extension hosts, terminals and watchers, which must go with it.
    { env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  let printed = '';
  child.stdout.on('data', (/** @type {Buffer} */ chunk) => (printed += chunk.toString()));
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => (printed += chunk.toString()));
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      printed += String(error);
      resolve();
    });
    child.once('close', () => {
      resolve();
    });
  });
  const killGroup = () => {
    endGroup(child.pid);
  };
  const killAndLeave = () => {
    killGroup();
    process.exit(130);
  };
  process.once('exit', killGroup);
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) {
    process.once(signal, killAndLeave);
  }

  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    killGroup();
    await ended;
    process.off('exit', killGroup);
    for (const signal of signals) {
      process.off(signal, killAndLeave);
    }
    if (options.profile === undefined) {
      // A dying extension host may still write.
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  };
  const answered = await Promise.race([answers(origin), ended.then(() => false)]);
  if (!answered) {
    await stop();
    throw new Error(`VS Code's server did not come up at ${origin}:\n${printed.slice(-4000)}`);
  }
  return {
    origin,
    url: (opened, payload) => workbenchUrl(origin, opened, payload),
    userDataDir,
    extensionsDir,
    output: () => printed,
    ended,
    stop,
  };
};

/**
 * Writes the person's settings.json; an open window takes the change up at once.
 * @param {string} userDataDir
 * @param {Readonly<Record<string, unknown>>} settings
 */
export const writeSettings = async (userDataDir, settings) => {
  await mkdir(path.join(userDataDir, 'User'), { recursive: true });
  await writeFile(path.join(userDataDir, 'User', 'settings.json'), `${JSON.stringify(settings, undefined, 2)}\n`);
};

/**
 * A VS Code terminal sets variables that would make the server believe it belongs to that window.
 * @param {NodeJS.ProcessEnv} env
 */
const environment = (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name)));

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') {
          resolve(address.port);
        } else {
          reject(new Error('The system gave no port'));
        }
      });
    });
  });

/**
 * Whether the workbench is served there within 30 s.
 * @param {string} origin
 */
const answers = async (origin) => {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const status = await fetch(`${origin}/version`, { signal: AbortSignal.timeout(5000) }).then(
      (response) => response.status,
      () => undefined,
    );
    if (status === 200) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
};

/** @param {number | undefined} pid */
const endGroup = (pid) => {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
};
