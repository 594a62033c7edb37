import * as vscode from 'vscode';
import type { CheckFix, CheckResult } from '../../core/check.ts';
import type { Client } from '../../core/client.ts';
import type { EndpointProfile } from '../../core/endpoints.ts';
import type { KeyStore } from '../secrets.ts';
import { saveEndpoint } from '../settings.ts';
import { keyText } from './checkText.ts';
import { CheckList } from './checkList.ts';
import { checkReport } from './report.ts';

export interface CheckCommandDeps {
  readonly client: Client;
  readonly keys: KeyStore;
  /** The active endpoint and its model; undefined when its settings cannot be used, and then the person has been told. */
  readonly active: () => { readonly endpoint: EndpointProfile; readonly model: string } | undefined;
  /** Forgets what was learnt of the endpoint. */
  readonly forget: (endpoint: EndpointProfile) => void;
  readonly version: string;
  /** The operating system, for the report. */
  readonly system: string;
}

/** Checks the active endpoint in a list that grows as the steps run. Ends when the list is closed. */
export async function checkConnection(deps: CheckCommandDeps): Promise<void> {
  const list = new CheckList();
  try {
    for (;;) {
      const active = deps.active();
      if (!active) {
        return;
      }
      const { endpoint, model } = active;
      // What was refused before may be taken now.
      deps.forget(endpoint);
      const keyState = await deps.keys.state(endpoint);
      const run = new AbortController();
      const results: CheckResult[] = [];
      list.begin(endpoint, keyText(keyState, endpoint));
      const running = watch(deps, { endpoint, model }, run.signal, list, results);
      const choice = await list.choice();
      run.abort();
      await running;
      switch (choice.type) {
        case 'closed':
          return;
        case 'again':
          break;
        case 'log':
          await vscode.commands.executeCommand('lathe.showLog');
          return;
        case 'report': {
          const { version, system } = deps;
          const report = checkReport({ lathe: version, vscode: vscode.version, system, endpoint, model, keyState, results });
          await vscode.env.clipboard.writeText(report);
          void vscode.window.showInformationMessage(vscode.l10n.t('The report is in the clipboard. It holds no key.'));
          return;
        }
        case 'fix':
          await apply(choice.fix, endpoint);
      }
    }
  } finally {
    list.dispose();
  }
}

async function watch(
  { client, keys }: CheckCommandDeps,
  { endpoint, model }: { readonly endpoint: EndpointProfile; readonly model: string },
  signal: AbortSignal,
  list: CheckList,
  results: CheckResult[],
): Promise<void> {
  const key = endpoint.auth === 'none' ? undefined : await keys.find(endpoint);
  try {
    for await (const event of client.check({ connection: { endpoint, key, idleTimeoutMs: 30_000 }, model }, signal)) {
      if (event.type === 'begun') {
        list.show(event.step);
      } else {
        results.push(event.result);
        list.showResult(event.result);
      }
    }
    list.end(results);
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}

async function apply(fix: CheckFix, { name }: EndpointProfile): Promise<void> {
  switch (fix.type) {
    case 'setKey':
      await vscode.commands.executeCommand('lathe.setKey');
      return;
    case 'model':
      await vscode.commands.executeCommand('lathe.selectModel');
      return;
    case 'auth':
      await saveEndpoint(name, { auth: fix.auth });
      return;
    case 'wire':
      await saveEndpoint(name, { wire: fix.wire });
      return;
    case 'address':
      await saveEndpoint(name, { chatPath: fix.chatPath });
      return;
  }
}
