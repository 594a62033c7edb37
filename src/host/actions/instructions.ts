import * as vscode from 'vscode';
import { stateKeys } from '../../ids.ts';

/** Most instructions that are kept. */
const limit = 50;

/** What the person asked for in this workspace, the newest first. */
export class Instructions {
  constructor(private readonly state: vscode.Memento) {}

  get all(): readonly string[] {
    const kept: unknown = this.state.get(stateKeys.instructions);
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  }

  /**
   * Asks for an instruction: a text, or one of the choices or of earlier ones, which are below the text field. Undefined when
   * the person changed their mind.
   * @param more a better title, and choices, when they are known; undefined takes the question back, and so does a rejection
   */
  ask(
    words: { readonly title: string; readonly placeholder: string },
    more: Promise<{ readonly title: string; readonly choices?: readonly string[] } | undefined>,
  ): Promise<string | undefined> {
    const pick = vscode.window.createQuickPick();
    pick.title = words.title;
    pick.placeholder = words.placeholder;
    pick.ignoreFocusOut = true;
    pick.busy = true;
    let choices: readonly string[] = [];
    const show = (): void => {
      const typed = pick.value.trim();
      const given = choices.map((label): vscode.QuickPickItem => ({ label }));
      const earlier = this.all.filter((label) => !choices.includes(label)).map((label): vscode.QuickPickItem => ({ label, iconPath: new vscode.ThemeIcon('history') }));
      const own: readonly vscode.QuickPickItem[] =
        typed === '' || choices.includes(typed) || this.all.includes(typed) ? [] : [{ label: typed, alwaysShow: true, iconPath: new vscode.ThemeIcon('edit') }];
      pick.items = [...own, ...given, ...earlier];
      // What is typed is what Enter takes, however much of an earlier one it is.
      const first = own[0];
      if (first) {
        pick.activeItems = [first];
      }
    };
    const close = (): void => {
      pick.hide();
    };
    more.then((known) => {
      if (!known) {
        close();
        return;
      }
      pick.title = known.title;
      pick.busy = false;
      if (known.choices) {
        choices = known.choices;
        show();
      }
    }, close);
    show();
    return new Promise((resolve) => {
      const subscriptions = [
        pick.onDidChangeValue(show),
        pick.onDidAccept(() => {
          const text = (pick.activeItems[0]?.label ?? pick.value).trim();
          if (text !== '') {
            resolve(text);
            pick.hide();
          }
        }),
        pick.onDidHide(() => {
          resolve(undefined);
          for (const subscription of subscriptions) {
            subscription.dispose();
          }
          pick.dispose();
        }),
      ];
      pick.show();
    });
  }

  async remember(instruction: string): Promise<void> {
    await this.state.update(stateKeys.instructions, [instruction, ...this.all.filter((each) => each !== instruction)].slice(0, limit));
  }
}
