import * as vscode from 'vscode';
import type { FetchedPage } from '../../core/context/web/webPage.ts';

/** Why a web page could not be had. */
export function pageFaultText({ reason, detail }: Extract<FetchedPage, { type: 'failed' }>): string {
  switch (reason) {
    case 'address':
      return vscode.l10n.t('Only addresses with http and https can be fetched.');
    case 'network':
      return vscode.l10n.t('The server could not be reached: {0}', detail);
    case 'status':
      return vscode.l10n.t('The server answered with status {0}.', detail);
    case 'kind':
      return vscode.l10n.t('It is no text, but {0}.', detail);
    case 'redirects':
      return vscode.l10n.t('The server sends the request from one address to the next.');
    case 'slow':
      return vscode.l10n.t('The server took longer than {0} seconds.', detail);
    case 'empty':
      return vscode.l10n.t('There is no text on the page; it may be made by a script.');
  }
}
