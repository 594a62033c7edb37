import type { FromPage } from '../protocol/messages.ts';
import { parseMemory, type Memory } from './memory.ts';

/** What VS Code gives a webview; it may be acquired only once. */
interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: Memory & { readonly kept: string }): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's one door to the host. */
export interface HostApi {
  post(message: FromPage): void;
  /** What is remembered over being hidden and over a reload. */
  memory(): Memory;
  remember(changed: Partial<Memory>): void;
}

/** Acquires VS Code's interface; throws when called a second time. */
export function createHostApi(): HostApi {
  const vscode = acquireVsCodeApi();
  const kept = document.body.dataset['kept'] ?? '';
  let memory = parseMemory(vscode.getState(), kept);
  vscode.setState({ ...memory, kept });
  return {
    post: (message) => {
      vscode.postMessage(message);
    },
    memory: () => memory,
    remember: (changed) => {
      memory = { ...memory, ...changed };
      vscode.setState({ ...memory, kept });
    },
  };
}
