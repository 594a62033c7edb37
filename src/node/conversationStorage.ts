import { join } from 'node:path';
import type { Workspace } from '../core/chat/journal.ts';
import type { Logger } from '../core/logger.ts';
import { adoptJournals } from './adoptJournals.ts';
import { ConversationFiles } from './conversationFiles.ts';
import { JournalFiles } from './journalFiles.ts';

const folderName = 'conversations';

/** All conversations below one folder. `earlier`: where an earlier build kept those of this workspace, which are moved. */
export function conversationStorage(
  home: string,
  earlier: string | undefined,
  workspace: Workspace | undefined,
  logger: Logger,
  onFailure: () => void,
): { readonly journals: JournalFiles; readonly library: ConversationFiles } {
  const folder = join(home, folderName);
  const journals = new JournalFiles(folder, {
    logger,
    onFailure,
    prepare: () => (earlier === undefined ? Promise.resolve() : adoptJournals(join(earlier, folderName), folder, workspace, logger)),
  });
  return { journals, library: new ConversationFiles(folder, journals, logger) };
}
