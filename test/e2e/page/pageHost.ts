import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/workbench/browser.mjs';
import { pageHtml } from '../../../src/host/chatView/html.ts';
import type { FromPage, ShownTurn, Status, ToPage } from '../../../src/protocol/messages.ts';
import { status as plainStatus } from './samples.ts';
import { words } from './words.ts';

export type ThemeName = 'dark' | 'light' | 'hcDark' | 'hcLight';

/** The classes that VS Code puts on a webview's body. */
const bodyClasses: Readonly<Record<ThemeName, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  hcDark: 'vscode-high-contrast',
  hcLight: 'vscode-high-contrast vscode-high-contrast-light',
};

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

/** Tests are run from the repository's root. */
const built = 'out/e2e-page';
const sources = 'test/e2e/page';

/** A message to the page, without the epoch that this class fills in. */
type Unaddressed<Message> = Message extends unknown ? Omit<Message, 'epoch'> : never;

declare global {
  interface Window {
    /** What the page has said so far; put there by the stub of VS Code's interface. */
    posted: FromPage[];
  }
}

/** A browser and a server that give the built page what VS Code gives it, down to the content security policy. */
export class PageHost {
  readonly #server: Server;
  readonly #browser: Browser;

  private constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  static async start(): Promise<PageHost> {
    await build({
      entryPoints: { main: 'src/webview/main.tsx', style: 'media/chat.css' },
      outdir: built,
      bundle: true,
      platform: 'browser',
      target: 'chrome138',
      format: 'esm',
      splitting: true,
      assetNames: '[name]',
      loader: { '.ttf': 'file' },
      jsx: 'automatic',
      jsxImportSource: 'preact',
      minify: true,
      logLevel: 'warning',
    });
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://page').pathname;
      const file = path === '/defaults.css' ? join(sources, 'webviewDefaults.css') : join(built, path);
      readFile(file).then(
        (bytes) => response.writeHead(200, { 'content-type': contentTypes[extname(path)] ?? '' }).end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await launchBrowser(console.log);
    return new PageHost(server, browser);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async open(options: { theme?: ThemeName; width?: number; height?: number } = {}): Promise<ChatPage> {
    const { theme = 'dark', width = 360, height = 700 } = options;
    const context = await this.#browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    const html = this.#html();
    await page.route(`${this.origin}/page`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    const chat = new ChatPage(context, page, this.origin, theme);
    await chat.load();
    return chat;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #html(): string {
    const nonce = randomBytes(16).toString('base64');
    const stub = `
      window.posted = [];
      window.acquireVsCodeApi = () => {
        delete window.acquireVsCodeApi;
        return {
          postMessage: (message) => {
            window.posted.push(structuredClone(message));
            if (message.type === 'draft') {
              // As a host keeps it, whenever the page goes.
              sessionStorage.setItem('draft', message.text);
            }
          },
          getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
          setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
        };
      };`;
    // The product's own html: an attribute of its body can be in the way of the page's code.
    return pageHtml({
      cspSource: this.origin,
      nonce,
      scriptUri: '/main.js',
      styleUri: '/style.css',
      language: 'en',
      kept: 'page',
      strings: words,
      place: 'view',
    })
      .replace('<head>', '<head>\n<link rel="stylesheet" href="/defaults.css">')
      .replace('</head>', () => `<script nonce="${nonce}">${stub}</script>\n</head>`);
  }
}

/** The page in a tab of its own, and the host's side of the talk with it. */
export class ChatPage {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #origin: string;
  #theme: ThemeName;
  #epoch = '';
  /** Addresses asked for, other than those of the page itself. */
  readonly strangeRequests: string[] = [];
  /** What the policy refused, and other words on the console. */
  readonly consoleMessages: string[] = [];

  constructor(context: BrowserContext, page: Page, origin: string, theme: ThemeName) {
    this.#context = context;
    this.page = page;
    this.#origin = origin;
    this.#theme = theme;
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/`)) {
        this.strangeRequests.push(request.url());
      }
    });
    page.on('console', (message) => this.consoleMessages.push(message.text()));
    page.on('pageerror', (error) => this.consoleMessages.push(String(error)));
  }

  /** Loads the page, or loads it again as being hidden and shown does, and waits for it to be ready. */
  async load(): Promise<void> {
    await this.page.goto(`${this.#origin}/page`);
    await this.wear(this.#theme);
    const ready = await this.waitForPosted('ready');
    this.#epoch = ready.epoch;
  }

  /** Changes the colours as VS Code does when the person takes another theme: in the page that is there. */
  async wear(theme: ThemeName): Promise<void> {
    this.#theme = theme;
    const themes = JSON.parse(await readFile(join(sources, 'themes.json'), 'utf8')) as Record<ThemeName, Record<string, string>>;
    await this.page.evaluate(
      ({ variables, classes }) => {
        document.body.className = classes;
        for (const name of [...document.documentElement.style]) {
          document.documentElement.style.removeProperty(name);
        }
        for (const [name, value] of Object.entries(variables)) {
          document.documentElement.style.setProperty(name, value);
        }
      },
      { variables: themes[theme], classes: bodyClasses[theme] },
    );
  }

  get epoch(): string {
    return this.#epoch;
  }

  async send(...messages: readonly Unaddressed<ToPage>[]): Promise<void> {
    await this.sendRaw(messages.map((message) => ({ ...message, epoch: this.#epoch })));
  }

  /** Sends what may be no message at all; two frames later all of it has been drawn. */
  async sendRaw(messages: readonly unknown[]): Promise<void> {
    await this.page.evaluate(async (all) => {
      for (const message of all) {
        window.postMessage(message, '*');
      }
      // Messages are tasks: one more, sent last, arrives last.
      await new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = resolve;
        channel.port2.postMessage(undefined);
      });
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, messages);
  }

  async snapshot(turns: readonly ShownTurn[], changes: Partial<Status> = {}, conversation = 'c'): Promise<void> {
    const running = turns.findLast(({ end }) => end === undefined)?.id;
    const window = { turns, before: false, after: false, ...(running === undefined ? {} : { running }) };
    const draft = await this.page.evaluate(() => sessionStorage.getItem('draft') ?? '');
    await this.send({ type: 'snapshot', conversation, window, status: { ...plainStatus, ...changes }, draft });
  }

  posted(): Promise<readonly FromPage[]> {
    return this.page.evaluate(() => window.posted);
  }

  async waitForPosted<Type extends FromPage['type']>(type: Type): Promise<Extract<FromPage, { type: Type }>> {
    const handle = await this.page.waitForFunction(
      (wanted) => window.posted.find((message) => message.type === wanted),
      type,
    );
    return (await handle.jsonValue()) as Extract<FromPage, { type: Type }>;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}
