import * as vscode from 'vscode';
import { DisposableStore } from '../../core/lifecycle.ts';
import { chatTabType, contextKeys, focusChatCommand, viewId } from '../../ids.ts';
import { ChatView, type ChatViewDeps } from './chatView.ts';
import { tabSurface, viewSurface } from './surface.ts';

export type ChatPagesDeps = Omit<ChatViewDeps, 'focused' | 'isSeen'>;

type Told = Parameters<ChatView['tell']>[0];

/**
 * The chat wherever it is shown: in its view, and, when the person wants it so, in a tab of the editor area as well. Both show the same
 * conversation as it goes, and the same draft. What is asked of the chat goes to the place in front.
 */
export class ChatPages implements vscode.Disposable, vscode.WebviewViewProvider, vscode.WebviewPanelSerializer {
  private readonly store = new DisposableStore();
  private readonly view: ChatView;
  private tab: { readonly chat: ChatView; readonly panel: vscode.WebviewPanel } | undefined;
  /** The pages that say that they have the keyboard: one may say so before the other says that it has lost it. */
  private readonly focused = new Set<ChatView>();
  /** The page that had the keyboard last. */
  private last: ChatView | undefined;
  /** The page that asked for suggestions last. */
  private asker: ChatView | undefined;

  constructor(private readonly deps: ChatPagesDeps) {
    this.view = this.store.add(this.page());
    this.store.add(vscode.window.registerWebviewViewProvider(viewId, this));
    this.store.add(vscode.window.registerWebviewPanelSerializer(chatTabType, this));
  }

  dispose(): void {
    this.tab?.chat.dispose();
    this.store.dispose();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view.attach(viewSurface(view));
  }

  /** A tab of the last window. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.tab) {
      panel.dispose();
    } else {
      this.fill(panel);
    }
    return Promise.resolve();
  }

  /** Opens the chat in a tab beside the editor, or goes to the one that there is. */
  openTab(): void {
    if (!this.tab) {
      const beside = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
      this.fill(vscode.window.createWebviewPanel(chatTabType, vscode.l10n.t('Chat'), beside));
    }
    this.tab?.chat.focusInput();
  }

  /** Whether it can be seen anywhere. */
  get isShown(): boolean {
    return this.all.some(({ isShown }) => isShown);
  }

  /** Brings the chat to the front: the tab where one was there last, else the view. */
  async goTo(): Promise<void> {
    const { front } = this;
    if (front === this.view) {
      await vscode.commands.executeCommand(focusChatCommand);
    } else {
      front.show();
    }
  }

  /** The same, at a turn of the conversation, which must be loaded; in its branch, unless an answer runs. Without one, in the message box. */
  readonly reveal = async (turnId: string | undefined): Promise<void> => {
    if (turnId === undefined) {
      await this.goToInput();
      return;
    }
    await this.goTo();
    this.front.reveal(turnId);
  };

  /** The same, with the caret in the message box. */
  readonly goToInput = async (): Promise<void> => {
    await this.goTo();
    this.front.focusInput();
  };

  readonly renew = (): void => {
    for (const each of this.all) {
      each.renew();
    }
  };

  find(): void {
    this.front.find();
  }

  step(by: 1 | -1): void {
    this.front.step(by);
  }

  tell(message: Told): void {
    for (const each of message.type === 'suggestions' && this.asker ? [this.asker] : this.all) {
      each.tell(message);
    }
  }

  readonly refreshStatus = (): void => {
    for (const each of this.all) {
      each.refreshStatus();
    }
  };

  private get all(): readonly ChatView[] {
    return this.tab ? [this.view, this.tab.chat] : [this.view];
  }

  /** Where one would look for it: the page that was used last, unless another alone can be seen. */
  private get front(): ChatView {
    const shown = this.all.filter(({ isShown }) => isShown);
    const candidates = shown.length > 0 ? shown : [this.view];
    return candidates.find((each) => each === this.last) ?? candidates.at(-1) ?? this.view;
  }

  private fill(panel: vscode.WebviewPanel): void {
    const chat = this.page();
    this.tab = { chat, panel };
    panel.iconPath = vscode.Uri.joinPath(this.deps.extensionUri, 'media', 'icon.png');
    panel.onDidDispose(() => {
      this.tab = undefined;
      this.follow(chat, false);
      chat.dispose();
    });
    chat.attach(tabSurface(panel));
  }

  private page(): ChatView {
    const page: ChatView = new ChatView({
      ...this.deps,
      focused: (focused) => {
        this.follow(page, focused);
      },
      isSeen: () => this.isShown,
      act: (message) => {
        if ((message.type === 'inEdit' ? message.message : message).type === 'suggest') {
          this.asker = page;
        }
        if (message.type === 'draft') {
          this.share(page, message.text);
        }
        return this.deps.act(message);
      },
    });
    return page;
  }

  /** What is typed in one place stands in the other. */
  private share(from: ChatView, text: string): void {
    for (const each of this.all.filter((page) => page !== from)) {
      each.tell({ type: 'typed', text });
    }
  }

  private follow(page: ChatView, focused: boolean): void {
    if (focused) {
      this.focused.add(page);
      this.last = page;
    } else {
      this.focused.delete(page);
    }
    void vscode.commands.executeCommand('setContext', contextKeys.chatFocused, this.focused.size > 0);
  }
}
