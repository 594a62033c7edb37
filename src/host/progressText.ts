import { l10n } from 'vscode';
import type { TurnProgress } from '../core/chat/progress.ts';
import type { ShownProgress } from '../protocol/messages.ts';

/** What a turn waits for, in words. `{0}` is left for the page, which counts the seconds. */
export function progressText(progress: TurnProgress, endpoint: string): ShownProgress {
  switch (progress.type) {
    case 'asking':
      return { text: l10n.t('Waiting for you: may go over budget') };
    case 'queued':
      return { text: l10n.t('Waiting for a free place: five requests to {0} are running', endpoint) };
    case 'retrying':
      return { text: retryText(progress.failure.code, endpoint), until: progress.until };
    case 'without':
      return { text: l10n.t('{0} did not take {1}, asking again', endpoint, progress.parameter) };
    case 'compacting':
      return { text: l10n.t('Summarizing earlier messages...') };
    case 'silent':
      return { text: l10n.t('No data for {0} s', '{0}'), since: progress.since };
  }
}

function retryText(code: string, endpoint: string): string {
  switch (code) {
    case 'rate-limited':
      return l10n.t('{0} has too many requests waiting. Asking again in {1} s', endpoint, '{0}');
    case 'network':
    case 'cut-off':
      return l10n.t('{0} could not be reached. Asking again in {1} s', endpoint, '{0}');
    default:
      return l10n.t('{0} is not able to answer now. Asking again in {1} s', endpoint, '{0}');
  }
}
