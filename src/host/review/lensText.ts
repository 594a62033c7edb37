import { l10n } from 'vscode';
import type { Hunk } from '../../core/edit/hunk.ts';
import { progressText } from '../progressText.ts';
import type { EditSession } from '../edits/editSession.ts';

/** What a running edit does now. `endpoint` and `now`, ms since 1970, are for what it waits for. */
export function workText({ state, progress }: EditSession, endpoint: string, now: number): string {
  if (progress.wait) {
    const { text, since, until } = progressText(progress.wait, endpoint);
    const ms = since === undefined ? (until ?? now) - now : now - since;
    return text.replace('{0}', String(Math.max(0, Math.round(ms / 1000))));
  }
  switch (state) {
    case 'waiting':
      return l10n.t('Waiting for the model...');
    case 'thinking':
      return progress.tokensPerSecond >= 1
        ? l10n.t('Thinking... ({0} tokens/s)', Math.round(progress.tokensPerSecond))
        : l10n.t('Thinking...');
    default:
      return progress.tokensPerSecond >= 1
        ? l10n.t('Working... ({0} tokens/s)', Math.round(progress.tokensPerSecond))
        : l10n.t('Working...');
  }
}

/** Such as `-3 +1`. */
export function countText({ removed, start, end }: Hunk): string {
  return [removed.length > 0 ? `-${removed.length}` : '', end > start ? `+${end - start}` : ''].filter(Boolean).join(' ');
}
