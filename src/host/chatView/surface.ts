import type * as vscode from 'vscode';

/** Where a page of the chat is shown: the view, wherever it was moved to, or a tab of the editor area. */
export interface Surface {
  readonly place: 'view' | 'tab';
  readonly webview: vscode.Webview;
  readonly isVisible: boolean;
  /** Brings it into view, and gives it the keyboard unless told otherwise. */
  show(preserveFocus: boolean): void;
  readonly onDidChangeVisibility: (listener: () => void) => vscode.Disposable;
  readonly onDidDispose: (listener: () => void) => vscode.Disposable;
  /** Marks it with a number, and words for what it counts; 0 takes the mark away. Nothing where there is no place for it. */
  mark(count: number, tooltip: string): void;
}

export function viewSurface(view: vscode.WebviewView): Surface {
  return {
    place: 'view',
    webview: view.webview,
    get isVisible() {
      return view.visible;
    },
    show: (preserveFocus) => {
      view.show(preserveFocus);
    },
    onDidChangeVisibility: (listener) => view.onDidChangeVisibility(listener),
    onDidDispose: (listener) => view.onDidDispose(listener),
    mark: (value, tooltip) => {
      view.badge = value === 0 ? undefined : { value, tooltip };
    },
  };
}

export function tabSurface(panel: vscode.WebviewPanel): Surface {
  let wasVisible = panel.visible;
  return {
    place: 'tab',
    webview: panel.webview,
    get isVisible() {
      return panel.visible;
    },
    show: (preserveFocus) => {
      panel.reveal(undefined, preserveFocus);
    },
    // VS Code tells of the focus with the same event.
    onDidChangeVisibility: (listener) =>
      panel.onDidChangeViewState(() => {
        if (wasVisible !== panel.visible) {
          wasVisible = panel.visible;
          listener();
        }
      }),
    onDidDispose: (listener) => panel.onDidDispose(listener),
    mark: () => undefined,
  };
}
