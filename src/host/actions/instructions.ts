import * as vscode from 'vscode';

/** Most instructions that are kept. */
const limit = 50;

/** What is offered above what the person asked for earlier: what it is, and why. */
export interface Choice {
  readonly label: string;
  readonly description: string;
}

/** What the person asked for in this workspace, the newest first. Each action has its own, kept by its name. */
export class Instructions {
  /** What was typed when the question was left: not asked for, and not to be lost. */
  private left = '';

  constructor(
    private readonly state: vscode.Memento,
    private readonly key: string,
  ) {}

  get all(): readonly string[] {
    const kept: unknown = this.state.get(this.key);
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  }

  /**
   * Asks for an instruction: a text, or one of the choices or of earlier ones, which are below the text field. Undefined when
   * the person changed their mind.
   * @param more a better title, and choices, when they are known; undefined takes the question back, and so does a rejection
   */
  ask(
    words: { readonly title: string; readonly placeholder: string },
    more: Promise<{ readonly title: string; readonly choices?: readonly Choice[] } | undefined>,
  ): Promise<string | undefined> {
    const pick = vscode.window.createQuickPick();
    pick.title = words.title;
    pick.placeholder = words.placeholder;
    pick.ignoreFocusOut = true;
    pick.busy = true;
    let choices: readonly Choice[] = [];
    const show = (): void => {
      const typed = pick.value.trim();
      const own = this.own(typed, choices);
      pick.items = [...own, ...group(vscode.l10n.t('for this code'), choices), ...this.earlier(choices)];
      if (own.length > 0) {
        // What is typed is what Enter takes, however much of an earlier one it is.
        pick.activeItems = own;
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
      let chosen: string | undefined;
      const subscriptions = [
        pick.onDidChangeValue(show),
        pick.onDidTriggerItemButton(({ item }) => {
          void this.forget(item.label).then(show);
        }),
        pick.onDidAccept(() => {
          const text = (pick.activeItems[0]?.label ?? pick.value).trim();
          if (text !== '') {
            chosen = text;
            pick.hide();
          }
        }),
        pick.onDidHide(() => {
          const typed = pick.value.trim();
          this.left = chosen === undefined ? typed || this.left : chosen === this.left ? '' : this.left;
          resolve(chosen);
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
    await this.state.update(this.key, [instruction, ...this.all.filter((each) => each !== instruction)].slice(0, limit));
  }

  private async forget(instruction: string): Promise<void> {
    if (instruction === this.left) {
      this.left = '';
    }
    await this.state.update(this.key, this.all.filter((each) => each !== instruction));
  }

  /** What is typed, as it is, unless it is there to choose. */
  private own(typed: string, choices: readonly Choice[]): readonly vscode.QuickPickItem[] {
    const isThere = typed === '' || typed === this.left || choices.some(({ label }) => label === typed) || this.all.includes(typed);
    return isThere ? [] : [{ label: typed, alwaysShow: true, iconPath: new vscode.ThemeIcon('edit') }];
  }

  private earlier(choices: readonly Choice[]): readonly vscode.QuickPickItem[] {
    const buttons = [{ iconPath: new vscode.ThemeIcon('close'), tooltip: vscode.l10n.t('Remove from the List') }];
    const isNew = (text: string): boolean => choices.every(({ label }) => label !== text);
    const left = this.left !== '' && isNew(this.left) && !this.all.includes(this.left) ? [{ label: this.left, description: vscode.l10n.t('not asked yet'), iconPath: new vscode.ThemeIcon('edit'), buttons }] : [];
    const asked = this.all.filter(isNew).map((label) => ({ label, iconPath: new vscode.ThemeIcon('history'), buttons }));
    return group(vscode.l10n.t('earlier'), [...left, ...asked]);
  }
}

/** Items below a line with its name, where there are any. */
function group(label: string, items: readonly vscode.QuickPickItem[]): readonly vscode.QuickPickItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}
