import * as vscode from 'vscode';
import type { PromptCommand, Reference } from '../../core/chat/events.ts';
import type { Source } from '../../core/context/attach/source.ts';
import { instructionOf, slashOf } from '../../core/prompt/commands.ts';
import type { ShownSuggestion } from '../../protocol/messages.ts';
import { findPrompts } from '../actions/promptFiles.ts';
import { chatPrompt } from '../actions/runPrompt.ts';
import { textEditor } from '../textEditor.ts';

/** What is asked in place of a command, and what goes along besides what is attached. */
export interface Commanded {
  readonly command: PromptCommand;
  readonly sources: readonly { readonly label: string; readonly source: Source }[];
  readonly references: readonly Reference[];
}

/** What `/` offers: our own commands, then the person's prompt files. `query`: what is typed behind the slash. */
export async function slashSuggestions(query: string): Promise<readonly ShownSuggestion[]> {
  const low = query.toLowerCase();
  const files = (await findPrompts()).flatMap(({ prompt }) => (prompt ? [{ name: slashName(prompt.name), detail: prompt.description, kind: 'promptFile' as const }] : []));
  const taken = new Set<string>();
  return [...ownCommands(), ...files].flatMap(({ name, detail, kind }) => {
    const fits = name.toLowerCase().startsWith(low) && !taken.has(name);
    taken.add(name);
    return fits ? [{ id: `/${name}`.slice(0, 100), kind, label: `/${name}`, detail, mention: name }] : [];
  });
}

/** A command that asks nothing. `left`: what stays of the message, in the box. */
export interface CarriedOut {
  readonly left: string;
}

/** What the message asks for when it begins with a command. `unknown`: it is a message like any other. */
export async function readCommand(text: string, clear: () => void): Promise<Commanded | CarriedOut | 'unknown'> {
  const slash = slashOf(text);
  if (!slash) {
    return 'unknown';
  }
  if (slash.name === 'clear') {
    clear();
    return { left: slash.rest };
  }
  const instruction = instructionOf(slash.name);
  if (instruction !== undefined) {
    return { command: { name: slash.name, instruction }, sources: sourcesFor(slash.name), references: [] };
  }
  const found = (await findPrompts()).find(({ prompt }) => prompt && slashName(prompt.name) === slash.name);
  if (!found?.prompt) {
    return 'unknown';
  }
  if (found.prompt.mode === 'edit') {
    return { left: (await vscode.commands.executeCommand<boolean>('lathe.runPrompt', found.uri, slash.rest)) ? '' : text };
  }
  const asked = await chatPrompt(found.uri, found.prompt);
  return asked ? { command: { name: slash.name, instruction: asked.text }, sources: [], references: asked.references } : { left: text };
}

/** As it can be typed: one word. */
function slashName(name: string): string {
  return name.trim().replace(/[^\w.-]+/g, '-');
}

function sourcesFor(name: string): Commanded['sources'] {
  const editor = textEditor();
  const changes = { label: vscode.l10n.t('Git changes'), source: { kind: 'changes' } } as const;
  switch (name) {
    case 'commit':
      return [changes];
    case 'review':
      return editor && !editor.selection.isEmpty ? [] : [changes];
    case 'fix':
      return editor && vscode.languages.getDiagnostics(editor.document.uri).length > 0
        ? [{ label: vscode.l10n.t('Problems'), source: { kind: 'problems', uri: editor.document.uri.toString() } }]
        : [];
    default:
      return [];
  }
}

function ownCommands(): readonly { readonly name: string; readonly detail: string; readonly kind: 'command' }[] {
  const { l10n } = vscode;
  const all: readonly (readonly [string, string])[] = [
    ['explain', l10n.t('Explain the selection or the open file')],
    ['fix', l10n.t('Say what is wrong and show the code mended')],
    ['tests', l10n.t('Write tests')],
    ['doc', l10n.t('Write documentation comments')],
    ['refactor', l10n.t('Make it simpler, or as you say')],
    ['review', l10n.t('Review the selection or the Git changes')],
    ['commit', l10n.t('Write a commit message into Source Control')],
    ['clear', l10n.t('Begin a new chat; this one stays in the history')],
  ];
  return all.map(([name, detail]) => ({ name, detail, kind: 'command' }));
}
