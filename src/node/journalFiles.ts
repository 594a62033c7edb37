import { mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { journalLines, type JournalEntry } from '../core/chat/journal.ts';
import type { JournalStore } from '../core/chat/ports.ts';
import type { Logger } from '../core/logger.ts';

export const journalExtension = '.jsonl';

export interface JournalFilesDeps {
  readonly logger: Logger;
  /** Done once, before the first file is touched. Must not throw. */
  readonly prepare?: () => Promise<void>;
  /** Told when writing begins to fail, not for each write. */
  readonly onFailure?: () => void;
}

/** Journals as files, one a conversation, each only ever appended to. Two windows may append to the same one. */
export class JournalFiles implements JournalStore {
  /** Bytes whose write failed, by journal; they go out before anything newer. */
  private readonly failed = new Map<string, Uint8Array>();
  private readonly waiting = new Map<string, JournalEntry[]>();
  private readonly begun = new Set<string>();
  private readonly own = new Map<string, number>();
  private prepared: Promise<void> | undefined;
  private writing: Promise<void> | undefined;
  private waiters: (() => void)[] = [];
  private failing = false;

  constructor(
    private readonly folder: string,
    private readonly deps: JournalFilesDeps,
  ) {}

  async size(id: string): Promise<number | undefined> {
    await this.prepare();
    try {
      return (await stat(this.path(id))).size;
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async read(id: string, from: number, to: number): Promise<Uint8Array> {
    await this.prepare();
    const file = await open(this.path(id), 'r');
    try {
      const bytes = Buffer.allocUnsafe(Math.max(0, to - from));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
        if (bytesRead === 0) {
          break;
        }
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    } finally {
      await file.close();
    }
  }

  append(id: string, entry: JournalEntry): void {
    const waiting = this.waiting.get(id);
    if (waiting) {
      waiting.push(entry);
    } else {
      this.waiting.set(id, [entry]);
    }
    this.start();
  }

  ownBytes(id: string): number {
    return this.own.get(id) ?? 0;
  }

  written(): Promise<void> {
    if (!this.writing && this.waiting.size === 0) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.waiters.push(resolve);
      this.start();
    });
  }

  async flush(): Promise<void> {
    await this.written();
    await this.writing;
    if (this.failed.size > 0) {
      this.start();
      await this.writing;
    }
  }

  /** Forgets what it knows of the file: it was moved away. What still waits to be written stays. */
  forget(id: string): void {
    this.begun.delete(id);
    this.own.delete(id);
  }

  /** Forgets everything, also what waits to be written: all conversations are deleted. */
  reset(): void {
    this.waiting.clear();
    this.failed.clear();
    this.begun.clear();
    this.own.clear();
  }

  path(id: string): string {
    return join(this.folder, `${id.replace(/[^\w-]/g, '_')}${journalExtension}`);
  }

  prepare(): Promise<void> {
    return (this.prepared ??= this.deps.prepare?.() ?? Promise.resolve());
  }

  private start(): void {
    this.writing ??= this.write().finally(() => {
      this.writing = undefined;
      if (this.waiting.size > 0 && this.failed.size === 0) {
        // It came in the moment of ending.
        this.start();
      } else {
        this.release();
      }
    });
  }

  private release(): void {
    const { waiters } = this;
    this.waiters = [];
    waiters.forEach((resolve) => {
      resolve();
    });
  }

  /** Whatever came while one write was under way goes into the next: no timer, and no write for each token. */
  private async write(): Promise<void> {
    await this.prepare();
    let good = true;
    while (good && (this.waiting.size > 0 || this.failed.size > 0)) {
      // Who waits from here on waits for the next round.
      const { waiters } = this;
      this.waiters = [];
      const ids = new Set([...this.failed.keys(), ...this.waiting.keys()]);
      for (const id of ids) {
        good = (await this.writeOne(id)) && good;
      }
      waiters.forEach((resolve) => {
        resolve();
      });
    }
  }

  private async writeOne(id: string): Promise<boolean> {
    const lines = Buffer.from(journalLines(this.waiting.get(id) ?? []));
    const failed = this.failed.get(id);
    let bytes: Buffer = failed ? Buffer.concat([failed, lines]) : lines;
    this.waiting.delete(id);
    this.failed.delete(id);
    try {
      await this.begin(id);
      const file = await open(this.path(id), 'a');
      try {
        while (bytes.length > 0) {
          // One write of whole lines, so that another window's cannot come in between.
          const { bytesWritten } = await file.write(bytes, 0, bytes.length, null);
          this.own.set(id, this.ownBytes(id) + bytesWritten);
          bytes = remainder(bytes, bytesWritten);
        }
      } finally {
        await file.close();
      }
      this.failing = false;
      return true;
    } catch (error) {
      this.deps.logger.error('the conversation could not be written', error);
      // Kept for the next append; trying again at once would only fail again.
      this.failed.set(id, bytes);
      this.begun.delete(id);
      if (!this.failing) {
        this.failing = true;
        this.deps.onFailure?.();
      }
      return false;
    }
  }

  /** Before the first append to a file that another run left in the middle of a line, that line is ended. */
  private async begin(id: string): Promise<void> {
    if (this.begun.has(id)) {
      return;
    }
    await mkdir(this.folder, { recursive: true });
    const file = await open(this.path(id), 'a+');
    try {
      const { size } = await file.stat();
      const last = Buffer.alloc(1);
      if (size > 0 && (await file.read(last, 0, 1, size - 1)).bytesRead === 1 && last.toString() !== '\n') {
        const { bytesWritten } = await file.write('\n');
        this.own.set(id, this.ownBytes(id) + bytesWritten);
      }
    } finally {
      await file.close();
    }
    this.begun.add(id);
  }
}

/** What is left after a short write: the cut line once more, on a line of its own. */
function remainder(bytes: Buffer, written: number): Buffer {
  if (written === bytes.length) {
    return Buffer.alloc(0);
  }
  const cut = written === 0 ? 0 : bytes.lastIndexOf(10, written - 1) + 1;
  return cut === written ? bytes.subarray(cut) : Buffer.concat([Buffer.from('\n'), bytes.subarray(cut)]);
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
