import { l10n } from 'vscode';
import type { EditSession } from '../edits/editSession.ts';
import { isRunning } from './openEdits.ts';
import { openHunks } from './target.ts';

/** What one edit does, for the status bar and for lists. */
export function stateText(session: EditSession): string {
  switch (session.state) {
    case 'waiting':
      return session.progress.wait?.type === 'asking' ? l10n.t('Lathe is waiting for you: the budget') : l10n.t('Lathe is waiting for the model...');
    case 'thinking':
      return l10n.t('Lathe is thinking...');
    case 'writing':
      return l10n.t('Lathe is writing...');
    default: {
      const count = openHunks(session).length;
      if (count === 0) {
        return l10n.t('Lathe: nothing was written');
      }
      return count === 1 ? l10n.t('Lathe: 1 change to review') : l10n.t('Lathe: {0} changes to review', count);
    }
  }
}

/** What all of them do together, and how many files that are not open have a review; empty for nothing. Those that run come first, because they end by themselves. */
export function statusText(sessions: readonly EditSession[], waiting: number): string {
  const running = sessions.filter(isRunning);
  const [only] = running.length > 0 ? running : sessions;
  if (running.length > 1) {
    return l10n.t('Lathe is writing {0} edits...', running.length);
  }
  if (running.length === 0 && sessions.length > 1) {
    return l10n.t('Lathe: {0} edits to review', sessions.length);
  }
  if (only || waiting === 0) {
    return only ? stateText(only) : '';
  }
  return waiting === 1 ? l10n.t('Lathe: 1 file to review') : l10n.t('Lathe: {0} files to review', waiting);
}
