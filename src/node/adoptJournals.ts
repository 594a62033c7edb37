import { appendFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { journalHeader, journalLines, type Workspace } from '../core/chat/journal.ts';
import type { Logger } from '../core/logger.ts';
import { journalExtension } from './journalFiles.ts';

/** Moves the journals that an earlier build kept for each workspace into the one folder, and writes into each whose it is. */
export async function adoptJournals(from: string, to: string, workspace: Workspace | undefined, logger: Logger): Promise<void> {
  // No folder is the usual case.
  const names = await readdir(from).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(journalExtension))) {
    try {
      await mkdir(to, { recursive: true });
      const [source, target] = [join(from, name), join(to, name)];
      if (await stat(target).then(() => true, () => false)) {
        continue;
      }
      const { birthtimeMs } = await stat(source);
      await rename(source, target);
      const id = name.slice(0, -journalExtension.length);
      await appendFile(target, `\n${journalLines([journalHeader(id, Math.round(birthtimeMs), workspace)])}`);
    } catch (error) {
      logger.error(`the conversation ${name} of an earlier build could not be moved; it stays in ${from}`, error);
    }
  }
}
