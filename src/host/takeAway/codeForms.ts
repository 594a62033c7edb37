import * as vscode from 'vscode';
import type { CodeLanguage } from '../../core/codeLanguage.ts';
import type { Endpoint } from '../../core/endpoint.ts';

/** A language and a shape of the API. */
export interface CodeForm {
  readonly language: CodeLanguage;
  readonly wire: Endpoint['wire'];
}

export interface CodeFormItem extends vscode.QuickPickItem {
  readonly form?: CodeForm;
}

const names: Readonly<Record<CodeLanguage, { readonly name: string; readonly id: string }>> = {
  curl: { name: 'cURL', id: 'shellscript' },
  python: { name: 'Python', id: 'python' },
  javascript: { name: 'JavaScript', id: 'javascript' },
  php: { name: 'PHP', id: 'php' },
};

/** VS Code's own id of the language. */
export function languageId({ language }: CodeForm): string {
  return names[language].id;
}

/** All forms, those of the shape that the endpoint is asked in first. */
export function codeFormItems(wire: Endpoint['wire'], open: vscode.QuickInputButton): readonly CodeFormItem[] {
  const shapes: readonly Endpoint['wire'][] = wire === 'anthropic' ? ['anthropic', 'openai'] : ['openai', 'anthropic'];
  return shapes.flatMap((shape) => [
    { label: shapeName(shape), kind: vscode.QuickPickItemKind.Separator },
    ...(Object.keys(names) as CodeLanguage[]).map((language) => ({
      label: names[language].name,
      description: needs(language),
      buttons: [open],
      form: { language, wire: shape },
    })),
  ]);
}

function shapeName(wire: Endpoint['wire']): string {
  return wire === 'openai' ? vscode.l10n.t('Chat completions, as of OpenAI') : vscode.l10n.t('Messages, as of Anthropic');
}

function needs(language: CodeLanguage): string {
  switch (language) {
    case 'curl':
      return vscode.l10n.t('for a POSIX shell');
    case 'python':
      return vscode.l10n.t('no packages');
    case 'javascript':
      return vscode.l10n.t('Node 18 or newer, no packages');
    case 'php':
      return vscode.l10n.t('7.4 or newer, no extensions');
  }
}
