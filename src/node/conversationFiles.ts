import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Library } from '../core/chat/library.ts';
import { summarize, type ConversationSummary } from '../core/chat/summary.ts';
import type { Logger } from '../core/logger.ts';
import { appendAside, asideExtension, moveBefore, moveBehind } from './asideFiles.ts';
import { isMissing, journalExtension, type JournalFiles } from './journalFiles.ts';

const removedExtension = '.removed';
const freshExtension = '.tmp';
/** Nothing that is under way takes so long, ms. */
const abandonedMs = 3_600_000;
/** Below the journals; thrown away whenever it is in doubt. */
const indexName = 'index.json';
const indexVersion = 1;

interface IndexEntry {
  /** Of the file that was summed up: another size or time, and it is summed up again. */
  readonly size: number;
  readonly mtimeMs: number;
  readonly summary: ConversationSummary;
}

type Index = Readonly<Record<string, IndexEntry>>;

/** The folder of all journals as a list. The files are the truth; the index only spares reading those that are unchanged. */
export class ConversationFiles implements Library {
  constructor(
    private readonly folder: string,
    private readonly journals: JournalFiles,
    private readonly logger: Logger,
  ) {}

  async list(): Promise<readonly ConversationSummary[]> {
    await this.journals.written();
    await this.journals.prepare();
    const before = await this.readIndex();
    const index: Record<string, IndexEntry> = {};
    let changed = false;
    for (const name of await this.names(journalExtension)) {
      const id = name.slice(0, -journalExtension.length);
      const entry = await this.entry(id, name, before[id]);
      if (entry) {
        index[id] = entry;
        changed ||= entry !== before[id];
      }
    }
    if (changed || Object.keys(before).length !== Object.keys(index).length) {
      await this.writeIndex(index);
    }
    return Object.values(index)
      .map(({ summary }) => summary)
      .filter(({ turns, newer }) => turns > 0 || newer)
      .toSorted((a, b) => b.askedAt - a.askedAt);
  }

  async remove(id: string): Promise<boolean> {
    await this.journals.written();
    // A window that had it open when it was removed before may have gone on with it.
    return found(moveBehind(this.journals.path(id), this.removedPath(id)));
  }

  async restore(id: string): Promise<boolean> {
    return found(moveBefore(this.removedPath(id), this.journals.path(id)));
  }

  async clear(): Promise<void> {
    // Not in the midst of a write, which would make the folder anew.
    await this.journals.written();
    this.journals.reset();
    await rm(this.folder, { recursive: true, force: true });
  }

  async purge(now: number, removedMs: number, keepMs: number, spared: readonly string[]): Promise<readonly string[]> {
    const gone: string[] = [];
    await this.journals.prepare();
    await this.tidy(now);
    for (const name of await this.names(removedExtension)) {
      const path = join(this.folder, name);
      if (now - (await stat(path)).ctimeMs > removedMs) {
        await rm(path, { force: true });
        gone.push(name.slice(0, -(journalExtension.length + removedExtension.length)));
      }
    }
    if (keepMs > 0) {
      for (const { id, pinned, newer, at, askedAt } of await this.list()) {
        const used = Math.max(at, askedAt);
        if (!pinned && !newer && !spared.includes(id) && used > 0 && now - used > keepMs && (await this.unused(id, now, keepMs))) {
          await rm(this.journals.path(id), { force: true });
          gone.push(id);
        }
      }
    }
    // A window that had one open when it was removed may have gone on with it.
    const there = new Set(await this.names(journalExtension));
    return gone.filter((id) => !there.has(id + journalExtension));
  }

  /** Whether no window has opened or written it for that long. */
  private async unused(id: string, now: number, ms: number): Promise<boolean> {
    return await stat(this.journals.path(id)).then(({ mtimeMs }) => now - mtimeMs > ms, () => false);
  }

  /** Puts right what a window left that ended in the midst of something. */
  private async tidy(now: number): Promise<void> {
    for (const extension of [freshExtension, asideExtension]) {
      for (const name of await this.names(extension)) {
        const path = join(this.folder, name);
        const { ctimeMs } = await stat(path).catch(() => ({ ctimeMs: now }));
        if (now - ctimeMs <= abandonedMs) {
          continue;
        }
        if (extension === asideExtension) {
          await appendAside(path, path.replace(/\.[^.]*\.aside$/, ''));
        } else {
          await rm(path, { force: true });
        }
      }
    }
  }

  private async entry(id: string, name: string, known: IndexEntry | undefined): Promise<IndexEntry | undefined> {
    try {
      const { size, mtimeMs } = await stat(join(this.folder, name));
      if (known?.size === size && known.mtimeMs === mtimeMs) {
        return known;
      }
      const summary = await summarize(this.journals, id);
      return summary && { size, mtimeMs, summary };
    } catch (error) {
      // Gone since the folder was read, in the best case.
      this.logger.warn(`a conversation could not be listed: ${String(error)}`);
      return undefined;
    }
  }

  private async names(extension: string): Promise<readonly string[]> {
    try {
      return (await readdir(this.folder)).filter((name) => name.endsWith(extension));
    } catch (error) {
      if (isMissing(error)) {
        return [];
      }
      throw error;
    }
  }

  private async readIndex(): Promise<Index> {
    try {
      const value: unknown = JSON.parse(await readFile(join(this.folder, indexName), 'utf8'));
      if (isRecord(value) && value['version'] === indexVersion && isRecord(value['entries'])) {
        return Object.fromEntries(Object.entries(value['entries']).filter((pair): pair is [string, IndexEntry] => isEntry(pair[1])));
      }
    } catch {
      // None yet, or not whole: it is made anew.
    }
    return {};
  }

  private async writeIndex(entries: Index): Promise<void> {
    try {
      await replaceFile(join(this.folder, indexName), JSON.stringify({ version: indexVersion, entries }));
    } catch (error) {
      this.logger.warn(`the index of conversations could not be written: ${String(error)}`);
    }
  }

  private removedPath(id: string): string {
    return `${this.journals.path(id)}${removedExtension}`;
  }
}

/** False when there is no such file. */
async function found(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}

/** At once for whoever reads it: whole before, or whole after. */
async function replaceFile(path: string, content: string | Buffer): Promise<void> {
  const fresh = `${path}.${crypto.randomUUID()}${freshExtension}`;
  await writeFile(fresh, content);
  await rename(fresh, path);
}

function isEntry(value: unknown): value is IndexEntry {
  if (!isRecord(value) || typeof value['size'] !== 'number' || typeof value['mtimeMs'] !== 'number' || !isRecord(value['summary'])) {
    return false;
  }
  const { id, title, opening, at, askedAt, turns, pinned, newer } = value['summary'];
  const texts = [id, title, opening].every((each) => typeof each === 'string');
  const counts = [at, askedAt, turns].every((each) => typeof each === 'number');
  return texts && counts && typeof pinned === 'boolean' && typeof newer === 'boolean';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
