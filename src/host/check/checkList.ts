import * as vscode from 'vscode';
import type { CheckFix, CheckResult, CheckStep } from '../../core/check.ts';
import type { EndpointProfile } from '../../core/endpoints.ts';
import { findingText, remedyText, stepText } from './checkText.ts';

interface StepItem extends vscode.QuickPickItem {
  readonly step: CheckStep;
  readonly fix?: CheckFix;
}

/** What the person did with the list. */
export type Choice =
  | { readonly type: 'closed' | 'again' | 'report' | 'log' }
  | { readonly type: 'fix'; readonly fix: CheckFix };

const icons: Readonly<Record<CheckResult['outcome'], string>> = {
  ok: '$(pass)',
  warning: '$(warning)',
  failed: '$(error)',
  skipped: '$(circle-slash)',
};

/** The list of a check's steps, shown as they run. It stays open until it is closed. */
export class CheckList implements vscode.Disposable {
  private readonly pick = vscode.window.createQuickPick<StepItem>();
  private readonly buttons = {
    again: { iconPath: new vscode.ThemeIcon('debug-restart'), tooltip: vscode.l10n.t('Run again') },
    report: { iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy report') },
    log: { iconPath: new vscode.ThemeIcon('output'), tooltip: vscode.l10n.t('Show log') },
  };
  private endpoint: EndpointProfile | undefined;
  private key = '';

  constructor() {
    this.pick.ignoreFocusOut = true;
    this.pick.keepScrollPosition = true;
    this.pick.buttons = Object.values(this.buttons);
    this.pick.placeholder = vscode.l10n.t('Asks a few small questions, which cost as much as any other');
  }

  dispose(): void {
    this.pick.dispose();
  }

  /** Starts over. `key`: where the key is. */
  begin(endpoint: EndpointProfile, key: string): void {
    this.endpoint = endpoint;
    this.key = key;
    this.pick.title = vscode.l10n.t('Check Connection: {0}', endpoint.name);
    this.pick.value = '';
    this.pick.busy = true;
    this.pick.items = [];
    this.pick.show();
  }

  /** A step begins. */
  show(step: CheckStep): void {
    this.put({ step, label: `$(sync~spin) ${stepText(step)}` });
  }

  showResult(result: CheckResult): void {
    const { step, outcome, fix } = result;
    const detail = this.endpoint ? remedyText(result, this.endpoint) : '';
    this.put({
      step,
      label: `${icons[outcome]} ${stepText(step)}`,
      description: step === 'key' ? this.key : findingText(result),
      ...(detail === '' ? {} : { detail }),
      ...(fix ? { fix } : {}),
    });
  }

  /** All steps are over: tells how it went, and points at the first that can be mended. */
  end(results: readonly CheckResult[]): void {
    this.pick.busy = false;
    const failed = results.filter(({ outcome }) => outcome === 'failed').length;
    const name = this.endpoint?.name ?? '';
    if (failed === 0) {
      this.pick.title = vscode.l10n.t('Check Connection: {0} works', name);
    } else {
      this.pick.title =
        failed === 1
          ? vscode.l10n.t('Check Connection: {0} has one problem', name)
          : vscode.l10n.t('Check Connection: {0} has {1} problems', name, failed);
    }
    const mendable = this.pick.items.find((item) => item.fix);
    if (mendable) {
      this.pick.activeItems = [mendable];
    }
  }

  /** Resolves when the person has done something. Choosing a step that needs nothing does nothing. */
  async choice(): Promise<Choice> {
    const listening: vscode.Disposable[] = [];
    try {
      return await new Promise<Choice>((resolve) => {
        listening.push(
          this.pick.onDidHide(() => {
            resolve({ type: 'closed' });
          }),
          this.pick.onDidTriggerButton((button) => {
            resolve({ type: button === this.buttons.again ? 'again' : button === this.buttons.report ? 'report' : 'log' });
          }),
          this.pick.onDidAccept(() => {
            const fix = this.pick.selectedItems[0]?.fix;
            if (fix) {
              resolve({ type: 'fix', fix });
            }
          }),
        );
      });
    } finally {
      for (const each of listening) {
        each.dispose();
      }
    }
  }

  private put(item: StepItem): void {
    const active = this.pick.activeItems[0]?.step;
    const others = this.pick.items.filter(({ step }) => step !== item.step);
    this.pick.items = [...others, item];
    // New items would take the person's place in the list away.
    const same = this.pick.items.find(({ step }) => step === active);
    if (same) {
      this.pick.activeItems = [same];
    }
  }
}
