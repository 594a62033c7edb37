import * as vscode from 'vscode';
import type { ToPage } from '../../protocol/messages.ts';
import { pageStrings } from '../pageStrings.ts';
import { Handshake } from './handshake.ts';
import { pageHtml } from './html.ts';
import type { Surface } from './surface.ts';

type Unaddressed<T> = T extends unknown ? Omit<T, 'epoch'> : never;

/** A message for whichever page listens. */
export type Post = (message: Unaddressed<ToPage>) => void;

/** Where the chat is shown, and the page in it that listens now. It is never talked to before it is ready. */
export class PageLink {
  private current: Surface | undefined;
  /** No page listens from its hiding until it is ready again. */
  readonly handshake = new Handshake();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly kept: () => string,
  ) {}

  get surface(): Surface | undefined {
    return this.current;
  }

  /** The name of the page that listens; undefined while there is none. */
  get epoch(): string | undefined {
    return this.handshake.epoch;
  }

  attach(surface: Surface): void {
    this.current = surface;
    const localResourceRoots = ['dist/webview', 'media'].map((path) => vscode.Uri.joinPath(this.extensionUri, path));
    surface.webview.options = { enableScripts: true, localResourceRoots };
  }

  /** It has ended. False when another has taken its place meanwhile, which is not touched. */
  detach(surface: Surface): boolean {
    if (this.current !== surface) {
      return false;
    }
    this.current = undefined;
    this.handshake.silence();
    return true;
  }

  /** A page made anew: what it held is sent to it again when it is ready. */
  build(): void {
    this.handshake.silence();
    if (this.current) {
      this.current.webview.html = this.html(this.current);
    }
  }

  /** The page is gone, or about to be; another will say that it is ready. */
  silence(): void {
    this.handshake.silence();
  }

  readonly post: Post = (message) => {
    const { epoch, current } = this;
    if (epoch !== undefined && current?.isVisible === true) {
      void current.webview.postMessage({ ...message, epoch });
    }
  };

  private html({ webview, place }: Surface): string {
    const uri = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview', name)).toString();
    return pageHtml({
      cspSource: webview.cspSource,
      nonce: crypto.randomUUID(),
      scriptUri: uri('main.js'),
      styleUri: uri('style.css'),
      language: vscode.env.language,
      kept: this.kept(),
      strings: pageStrings(),
      place,
    });
  }
}
