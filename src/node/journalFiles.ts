import { appendFile, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalStore } from '../core/chat/ports.ts';
import type { Logger } from '../core/logger.ts';

/** Journals as files, one a conversation, each only ever appended to. Two windows may append to the same one. */
export class JournalFiles implements JournalStore {
  private readonly waiting = new Map<string, string>();
  private readonly begun = new Set<string>();
  private writing: Promise<void> | undefined;

  constructor(
    private readonly folder: string,
    private readonly logger: Logger,
  ) {}

  async read(id: string): Promise<string | undefined> {
    try {
      return await readFile(this.path(id), 'utf8');
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw error;
    }
  }

  append(id: string, text: string): void {
    this.waiting.set(id, (this.waiting.get(id) ?? '') + text);
    this.start();
  }

  async flush(): Promise<void> {
    await this.writing;
    if (this.waiting.size > 0) {
      // A write failed; it is tried once more.
      this.start();
      await this.writing;
    }
  }

  private start(): void {
    this.writing ??= this.write().finally(() => {
      this.writing = undefined;
    });
  }

  /** Whatever came while one write was under way goes into the next: no timer, and no write for each token. */
  private async write(): Promise<void> {
    for (;;) {
      const [next] = this.waiting;
      if (!next) {
        return;
      }
      const [id, text] = next;
      this.waiting.delete(id);
      try {
        await this.begin(id);
        await appendFile(this.path(id), text, 'utf8');
      } catch (error) {
        this.logger.error('the conversation could not be written', error);
        // Kept for the next append; trying again at once would only fail again.
        this.waiting.set(id, text + (this.waiting.get(id) ?? ''));
        return;
      }
    }
  }

  /** Before the first append to a file that another run left in the middle of a line, that line is ended. */
  private async begin(id: string): Promise<void> {
    if (this.begun.has(id)) {
      return;
    }
    await mkdir(this.folder, { recursive: true });
    if (await endsInsideLine(this.path(id))) {
      await appendFile(this.path(id), '\n', 'utf8');
    }
    this.begun.add(id);
  }

  private path(id: string): string {
    return join(this.folder, `${id.replace(/[^\w-]/g, '_')}.jsonl`);
  }
}

async function endsInsideLine(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const last = Buffer.alloc(1);
      return size > 0 && (await file.read(last, 0, 1, size - 1)).bytesRead === 1 && last.toString() !== '\n';
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
