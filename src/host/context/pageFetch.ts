import * as vscode from 'vscode';
import { webAddress, type FetchedPage, type FetchPage } from '../../core/context/web/webPage.ts';
import { pageFaultText } from './pageFaultText.ts';

type Page = Extract<FetchedPage, { type: 'page' }>;

/**
 * A web page, fetched while a notification shows that; of one that cannot be had the person is told why. Without an address they are
 * asked for one. About each host in a private network they are asked, also where a server sends the request on to it.
 */
export async function fetchAsked(fetchPage: FetchPage, given?: string): Promise<Page | undefined> {
  const typed = given ?? (await askAddress());
  if (typed === undefined) {
    return undefined;
  }
  const url = webAddress(typed);
  if (url === undefined) {
    void vscode.window.showErrorMessage(noAddress());
    return undefined;
  }
  const allowed = new Set<string>();
  for (;;) {
    const page = await inSight(url, (signal) => fetchPage(url, signal, allowed));
    if (page?.type !== 'private') {
      return page && pageOf(url, page);
    }
    if (!(await mayAsk(url, page))) {
      return undefined;
    }
    allowed.add(page.host);
  }
}

function noAddress(): string {
  return vscode.l10n.t('This is not an address that begins with http:// or https://.');
}

function askAddress(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Attach Web Page'),
    prompt: vscode.l10n.t('The page is fetched once, from this machine, and its text goes with your question.'),
    placeHolder: 'https://',
    validateInput: (text) => (text === '' || webAddress(text) !== undefined ? undefined : noAddress()),
  });
}

function pageOf(url: string, page: Exclude<FetchedPage, { type: 'private' }>): Page | undefined {
  if (page.type === 'page') {
    return page;
  }
  void vscode.window.showErrorMessage(vscode.l10n.t('{0} could not be attached. {1}', new URL(url).host, pageFaultText(page)));
  return undefined;
}

/** Who was sent on sees where to: the address may do more there than show a page. */
async function mayAsk(url: string, { host, url: to }: Extract<FetchedPage, { type: 'private' }>): Promise<boolean> {
  const fetch = vscode.l10n.t('Fetch');
  const isSentOn = to !== url;
  const question = isSentOn
    ? vscode.l10n.t('{0} sends the request on to {1}, which is on this machine or in a private network. Fetch the page there and send its text to the model?', new URL(url).host, host)
    : vscode.l10n.t('{0} is on this machine or in a private network. Fetch the page and send its text to the model?', host);
  return (await vscode.window.showWarningMessage(question, { modal: true, ...(isSentOn ? { detail: to } : {}) }, fetch)) === fetch;
}

/** Undefined when the person cancels it. */
function inSight<T>(url: string, work: (signal: AbortSignal) => Promise<T>): Thenable<T | undefined> {
  const progress = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Fetching {0}', new URL(url).host), cancellable: true };
  return vscode.window.withProgress(progress, async (_, token) => {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => {
      controller.abort();
    });
    try {
      return await work(controller.signal);
    } catch (error) {
      if (controller.signal.aborted) {
        return undefined;
      }
      throw error;
    } finally {
      subscription.dispose();
    }
  });
}
