import * as vscode from 'vscode';
import { originOf, type EndpointProfile } from '../../core/endpoints.ts';
import type { KeyStore } from '../secrets.ts';

/** Asks for the active endpoint's key and stores it. Resolves to whether one was stored. */
export async function setKey(endpoint: EndpointProfile, keys: KeyStore): Promise<boolean> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('API key for {0}', endpoint.name),
    prompt: vscode.l10n.t("Kept in VS Code's secret storage, sent only to {0}", originOf(endpoint)),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => keyProblem(text.trim()),
  });
  if (key === undefined) {
    return false;
  }
  try {
    await keys.store(endpoint, key.trim());
    return true;
  } catch {
    // The error of a store may quote what it was given; it goes nowhere.
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'VS Code could not keep the API key: its secret storage failed. Check the keyring of this computer, or set the environment variable {0}.',
        endpoint.keyVariable || 'MODELSLAB_API_KEY',
      ),
    );
    return false;
  }
}

/** Forgets the active endpoint's key, after asking. */
export async function clearKey(endpoint: EndpointProfile, keys: KeyStore): Promise<void> {
  if (!keys.wasStored(endpoint)) {
    const environment = (await keys.state(endpoint)) === 'environment';
    void vscode.window.showInformationMessage(
      environment
        ? vscode.l10n.t('The API key for {0} comes from the environment variable {1}. Unset it there.', endpoint.name, endpoint.keyVariable)
        : vscode.l10n.t('No API key is stored for {0}.', endpoint.name),
    );
    return;
  }
  const clear = vscode.l10n.t('Clear');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Clear the stored API key for {0}?', endpoint.name),
    { modal: true },
    clear,
  );
  if (chosen === clear) {
    await keys.clear(endpoint);
  }
}

/** What is wrong with a key: it travels in an HTTP header, which holds no spaces, line ends or characters beyond ASCII. */
export function keyProblem(key: string): string | undefined {
  if (key === '') {
    return vscode.l10n.t('Paste the key, or press Escape to cancel.');
  }
  return /^[\x21-\x7e]+$/.test(key) ? undefined : vscode.l10n.t('A key has no spaces or line ends in it. Paste the key alone.');
}
