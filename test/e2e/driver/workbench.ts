// A real VS Code with the packaged extension, for a test to use as a person does.
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addPseudoLocale, pseudoLocale } from '../../../scripts/l10n/pseudo.mjs';
import { launchBrowser } from '../../../scripts/workbench/browser.mjs';
import { startServer, writeSettings } from '../../../scripts/workbench/server.mjs';
import type { RunningServer } from '../../../scripts/workbench/server.mjs';
import { copyWorkspace } from '../../../scripts/workbench/workspaceCopy.mjs';
import { onTestFailed } from './failurePictures.ts';
import { packagedExtension } from './packagedExtension.ts';
import { persistSecrets } from './persistedSecrets.ts';
import { type WebviewMessage, recordWebviewMessages } from './webviewMessages.ts';
import { Window } from './window.ts';

export interface WorkbenchOptions {
  /** The person's settings.json. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Set over this process's environment in the extension host; `undefined` removes a name. No API key gets through on its own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** An absolute folder to open, or `none` for an empty window. By default a fresh copy of the sample project. */
  readonly folder?: string;
  /** `memory` (default): gone with the page, as on a server without a keychain. `persisted`: encrypted, kept over a reload. */
  readonly secrets?: 'memory' | 'persisted';
  /** In CSS pixels; 1280 x 800 by default. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The name of a colour theme as settings.json has it, such as `Default Light Modern`. */
  readonly theme?: string;
  /** `pseudo`: every text with a translation is shown in a made-up one. */
  readonly language?: 'english' | 'pseudo';
  /** `unheard`: what host and page say to each other is not recorded, which has a price where speed is measured. */
  readonly webviewMessages?: 'recorded' | 'unheard';
  /** Another package than the one in the repository's folder. */
  readonly vsix?: string;
}

/** In milliseconds: what takes longer than this in a running window will not come. */
const stepTimeout = 15_000;

/** An editor's server with one browser on it. Start it once for several tests: it takes some seconds. */
export class Workbench {
  readonly server: RunningServer;
  /** The folder that its windows open; undefined when they open none. */
  readonly folder: string | undefined;
  /** What pages have written to their consoles, in every window so far. */
  readonly consoleLines: string[] = [];
  /** What the host and the extension's pages have said to each other, in every window so far. */
  readonly webviewMessages: WebviewMessage[] = [];
  readonly #browser: Browser;
  readonly #options: WorkbenchOptions;
  readonly #cleanUp: () => Promise<void>;
  readonly #noMorePictures: () => void;
  #window: Window | undefined;
  #onMessage: (() => void) | undefined;

  constructor(
    server: RunningServer,
    browser: Browser,
    folder: string | undefined,
    options: WorkbenchOptions,
    cleanUp: () => Promise<void>,
  ) {
    this.server = server;
    this.folder = folder;
    this.#browser = browser;
    this.#options = options;
    this.#cleanUp = cleanUp;
    this.#noMorePictures = onTestFailed(async (title) => {
      // Words as well: where the tests run for all, nobody sees the picture.
      console.log(await this.#window?.words());
      await this.#window?.screenshot(`failed ${title}`.replace(/[^\w.-]+/g, '-').slice(0, 120));
    });
  }

  /** The window that is open. */
  get window(): Window {
    if (this.#window === undefined) {
      throw new Error('No window is open');
    }
    return this.#window;
  }

  /**
   * Replaces the window by that of a person who has never been here: no layout, no state, no secrets in memory, nothing that was not saved.
   * VS Code takes the system from the user agent.
   */
  async openFreshWindow(more: { readonly userAgent?: string } = {}): Promise<Window> {
    await this.#window?.page.context().close();
    await rm(path.join(this.server.userDataDir, 'User', 'Backups'), { recursive: true, force: true });
    const context = await this.#browser.newContext({ ...more, viewport: this.#options.viewport ?? { width: 1280, height: 800 } });
    await this.#prepare(context);
    const page = await context.newPage();
    page.setDefaultTimeout(stepTimeout);
    this.#recordConsole(page);
    this.#window = new Window(page, this.folder);
    await page.goto(this.server.url(this.folder));
    await this.#window.ready();
    return this.#window;
  }

  /** Opens the same folder in one more window of the same person; the caller closes its page. */
  async openSecondWindow(): Promise<Window> {
    const page = await this.window.page.context().newPage();
    page.setDefaultTimeout(stepTimeout);
    this.#recordConsole(page);
    const window = new Window(page, this.folder);
    await page.goto(this.server.url(this.folder));
    await window.ready();
    return window;
  }

  /** Replaces the settings.json of the person; a window takes it up when it reloads (this VS Code has no file watcher). */
  async changeSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await writeSettings(this.server.userDataDir, allSettings({ ...this.#options, settings }));
  }

  /** Waits for a message between a page and its host, past ones included. */
  async webviewMessage(match: (message: WebviewMessage) => boolean): Promise<WebviewMessage> {
    for (;;) {
      const found = this.webviewMessages.find(match);
      if (found !== undefined) {
        return found;
      }
      await new Promise<void>((resolve) => {
        this.#onMessage = resolve;
      });
    }
  }

  async close(): Promise<void> {
    this.#noMorePictures();
    await this.#browser.close();
    await this.server.stop();
    await this.#cleanUp();
  }

  async #prepare(context: BrowserContext): Promise<void> {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: this.server.origin });
    if (this.#options.webviewMessages !== 'unheard') {
      await recordWebviewMessages(context, (message) => {
        this.webviewMessages.push(message);
        this.#onMessage?.();
      });
    }
    if (this.#options.secrets === 'persisted') {
      await persistSecrets(context, this.server.origin);
    }
    if (this.#options.language === 'pseudo') {
      // What a language pack's table of the workbench's own texts would set.
      await context.addInitScript((language) => {
        Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set: () => undefined });
      }, pseudoLocale);
    }
  }

  #recordConsole(page: Page): void {
    page.on('console', (message) => this.consoleLines.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.consoleLines.push(`uncaught: ${error.stack ?? error.message}`));
  }
}

/** Starts an editor with the packaged extension and opens its window. */
export async function startWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const copy = options.folder === undefined ? await copyWorkspace() : undefined;
  const folder = options.folder === 'none' ? undefined : (copy?.folder ?? options.folder);
  const env: NodeJS.ProcessEnv = { ...process.env, MODELSLAB_API_KEY: undefined, ...options.env };
  const server = await startServer({
    vsix: options.vsix ?? (await packagedExtension()),
    settings: allSettings(options),
    marketplace: false,
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
  });
  if (options.language === 'pseudo') {
    await addPseudoLocale(await installedExtension(server));
  }
  const browser = await launchBrowser(console.log);
  const workbench = new Workbench(server, browser, folder, options, async () => copy?.remove());
  try {
    await workbench.openFreshWindow();
  } catch (error) {
    await workbench.close();
    throw error;
  }
  return workbench;
}

function allSettings(options: WorkbenchOptions): Record<string, unknown> {
  return {
    // Saved on request only, as on the desktop, so that a test decides what is on disk.
    'files.autoSave': 'off',
    'workbench.startupEditor': 'none',
    // The editor's own chat takes the focus when it appears, out of whatever a test has just opened.
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'window.autoDetectColorScheme': false,
    ...(options.theme === undefined ? {} : { 'workbench.colorTheme': options.theme }),
    ...options.settings,
  };
}

/** The folder that the package was unpacked to; an editor that starts has unpacked it. */
async function installedExtension(server: RunningServer): Promise<string> {
  const name = (await readdir(server.extensionsDir)).find((entry) => entry.startsWith('lathe.'));
  if (name === undefined) {
    throw new Error(`No extension of ours in ${server.extensionsDir}`);
  }
  return path.join(server.extensionsDir, name);
}

