import * as vscode from 'vscode';

/** What came of one input: a value, a step back, or the end of it all. */
export type Step<T> = { readonly value: T } | 'back' | 'cancelled';

export interface StepPlace {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly steps: number;
}

/** Asks for a line of text. `problem`: what is wrong with it, or undefined. */
export function askText(
  place: StepPlace,
  options: {
    readonly prompt: string;
    readonly value?: string;
    readonly placeholder?: string;
    readonly password?: boolean;
    readonly problem: (text: string) => string | undefined;
  },
): Promise<Step<string>> {
  const input = vscode.window.createInputBox();
  input.prompt = options.prompt;
  input.value = options.value ?? '';
  input.placeholder = options.placeholder;
  input.password = options.password ?? false;
  return asked(input, place, (resolve) => [
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    }),
    input.onDidAccept(() => {
      const text = input.value.trim();
      input.validationMessage = options.problem(text);
      if (input.validationMessage === undefined) {
        resolve(text);
      }
    }),
  ]);
}

/** Asks to choose. `load` may bring better items while the list is open already. */
export function askChoice<T extends vscode.QuickPickItem>(
  place: StepPlace,
  options: {
    readonly placeholder: string;
    readonly items: readonly T[];
    /** What a text that is typed stands for, beside the items. */
    readonly typed?: (text: string) => T | undefined;
    readonly load?: (signal: AbortSignal) => Promise<readonly T[]>;
    /** What the title says besides when they cannot be had. */
    readonly unloaded?: (error: unknown) => string;
  },
): Promise<Step<T>> {
  const pick = vscode.window.createQuickPick<T>();
  const gone = new AbortController();
  pick.placeholder = options.placeholder;
  let items = options.items;
  const render = (): void => {
    const own = options.typed?.(pick.value.trim());
    pick.items = own ? [own, ...items] : items;
  };
  render();
  if (options.load) {
    pick.busy = true;
    options
      .load(gone.signal)
      .then((loaded) => {
        items = loaded;
        render();
      })
      // A list that cannot be had leaves the first one.
      .catch((error: unknown) => {
        if (options.unloaded && !gone.signal.aborted) {
          pick.title = `${place.title}. ${options.unloaded(error)}`;
        }
      })
      .finally(() => {
        pick.busy = false;
      });
  }
  return asked<T>(pick, place, (resolve) => [
    pick.onDidChangeValue(render),
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen) {
        resolve(chosen);
      }
    }),
  ]).finally(() => {
    gone.abort();
  });
}

/** Both kinds of input have these, though VS Code's types have no name for it. */
interface Input extends vscode.QuickInput {
  buttons: readonly vscode.QuickInputButton[];
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
}

async function asked<T>(input: Input, { title, step, steps }: StepPlace, listen: (resolve: (value: T) => void) => readonly vscode.Disposable[]): Promise<Step<T>> {
  input.title = title;
  input.step = step;
  input.totalSteps = steps;
  input.ignoreFocusOut = true;
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  const listening: { dispose(): unknown }[] = [input];
  try {
    return await new Promise<Step<T>>((resolve) => {
      listening.push(
        ...listen((value) => {
          resolve({ value });
        }),
        input.onDidTriggerButton(() => {
          resolve('back');
        }),
        input.onDidHide(() => {
          resolve('cancelled');
        }),
      );
      input.show();
    });
  } finally {
    for (const each of listening) {
      each.dispose();
    }
  }
}
