import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { CommandId } from '../../ids.ts';
import { isRunning, type OpenEdits } from './openEdits.ts';
import { statusText } from './statusText.ts';

/** Says in the status bar, in whichever editor a person is, that edits run or wait to be reviewed; a click goes there. */
export class ReviewStatusItem implements Disposable {
  private readonly store = new DisposableStore();

  constructor(edits: OpenEdits) {
    const item = this.store.add(vscode.window.createStatusBarItem('lathe.edits', vscode.StatusBarAlignment.Left));
    item.name = vscode.l10n.t('Lathe: Edits');
    item.command = 'lathe.edit.goTo' satisfies CommandId;
    item.tooltip = vscode.l10n.t('Go to Edit');
    this.store.add(
      edits.onDidChange(() => {
        const icon = edits.all.some(isRunning) ? '$(loading~spin)' : '$(diff)';
        const words = statusText(edits.all, edits.waiting.length);
        const text = `${icon} ${words}`;
        if (words === '') {
          item.hide();
        } else if (item.text !== text) {
          item.text = text;
          item.accessibilityInformation = { label: words };
        }
        if (words !== '') {
          item.show();
        }
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
  }
}
