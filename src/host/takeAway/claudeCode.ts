import * as vscode from 'vscode';
import { originOf } from '../../core/endpoints.ts';
import type { ActiveEndpoint } from '../activeEndpoint.ts';

/**
 * Opens a terminal in which Claude Code talks to the active endpoint, after the person agreed that its programs can read the
 * key. ModelsLab documents both variables: https://docs.modelslab.com/llm-api/coding-tools.
 */
export async function useWithClaudeCode(endpoint: ActiveEndpoint): Promise<void> {
  const active = endpoint.active();
  if (!active || !(await endpoint.ensureKey())) {
    return;
  }
  const { key } = await endpoint.connect();
  const open = vscode.l10n.t('Open Terminal');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Open a terminal for Claude Code at {0}?', originOf(active.endpoint)),
    {
      modal: true,
      detail: vscode.l10n.t(
        'In this terminal, ANTHROPIC_BASE_URL is the address of {0} and ANTHROPIC_AUTH_TOKEN is your key. Every program that you start there, and every other extension, can read the key while the terminal is open.',
        active.endpoint.name,
      ),
    },
    open,
  );
  if (chosen !== open) {
    return;
  }
  const terminal = vscode.window.createTerminal({
    name: 'Claude Code',
    iconPath: new vscode.ThemeIcon('terminal'),
    env: { ANTHROPIC_BASE_URL: active.endpoint.baseUrl, ANTHROPIC_AUTH_TOKEN: key ?? 'none' },
    // A terminal that VS Code revives is written to disk with its environment.
    isTransient: true,
  });
  terminal.show();
  // Not run: the person sees it, may change it, and presses Enter.
  terminal.sendText(`claude --model ${quoted(active.model)}`, false);
}

/** Ids of models are words as a rule; what is none is put between quotes that each shell knows. */
function quoted(model: string): string {
  return /^[\w./:@-]+$/.test(model) ? model : `"${model.replace(/["$`\\]/g, '')}"`;
}
