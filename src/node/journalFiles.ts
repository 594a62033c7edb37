import { mkdir, open, stat, utimes, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { journalLines, parseLines, type JournalEntry } from '../core/chat/journal.ts';
import type { JournalStore } from '../core/chat/ports.ts';
import type { Logger } from '../core/logger.ts';
import { appendLines } from './wholeLines.ts';

export const journalExtension = '.jsonl';

export interface JournalFilesDeps {
  readonly logger: Logger;
  /** Done once, before the first file is touched. Must not throw. */
  readonly prepare?: () => Promise<void>;
  /** Told when writing a journal begins to fail, not for each write. */
  readonly onFailure?: () => void;
}

/** Journals as files, one a conversation, each only ever appended to. Two windows may append to the same one. */
export class JournalFiles implements JournalStore {
  /** Bytes that are not written yet though it was tried, or is being tried, by journal; they go out before anything newer. */
  private readonly tried = new Map<string, Uint8Array>();
  private readonly waiting = new Map<string, JournalEntry[]>();
  private readonly own = new Map<string, number>();
  /** The journals whose last write failed. */
  private readonly failing = new Set<string>();
  private prepared: Promise<void> | undefined;
  private writing: Promise<void> | undefined;
  private waiters: (() => void)[] = [];

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

  touch(id: string): void {
    const now = new Date();
    utimes(this.path(id), now, now).catch((error: unknown) => {
      if (!isMissing(error)) {
        this.deps.logger.warn(`the conversation could not be marked as open: ${String(error)}`);
      }
    });
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

  unwritten(id: string): readonly JournalEntry[] {
    const tried = this.tried.get(id);
    return [...(tried ? parseLines(Buffer.from(tried).toString()) : []), ...(this.waiting.get(id) ?? [])];
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
    await this.ended();
    if (this.tried.size > 0) {
      this.start();
      await this.ended();
    }
  }

  /** Forgets what waits to be written: all conversations are deleted. */
  reset(): void {
    this.waiting.clear();
    this.tried.clear();
    this.failing.clear();
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
      if (this.waiting.size > 0) {
        // It came in the moment of ending.
        this.start();
      } else {
        release(this.waiters);
        this.waiters = [];
      }
    });
  }

  private async ended(): Promise<void> {
    await this.written();
    while (this.writing) {
      await this.writing;
    }
  }

  /** Whatever came while one write was under way goes into the next: no timer, and no write for each token. */
  private async write(): Promise<void> {
    await this.prepare();
    do {
      // Who waits from here on waits for the next round. In each, every journal has its turn, whatever becomes of the others.
      const { waiters } = this;
      this.waiters = [];
      for (const id of new Set([...this.tried.keys(), ...this.waiting.keys()])) {
        await this.writeOne(id);
      }
      release(waiters);
    } while (this.waiting.size > 0);
  }

  private async writeOne(id: string): Promise<void> {
    const lines = Buffer.from(journalLines(this.waiting.get(id) ?? []));
    const tried = this.tried.get(id);
    const bytes = tried ? Buffer.concat([tried, lines]) : lines;
    this.waiting.delete(id);
    this.tried.set(id, bytes);
    try {
      const file = await this.openToAppend(id);
      try {
        await appendLines(
          bytes,
          async (some) => (await file.write(some, 0, some.length, null)).bytesWritten,
          (rest, written) => {
            this.tried.set(id, rest);
            this.own.set(id, this.ownBytes(id) + written);
          },
        );
      } finally {
        await file.close();
      }
      this.tried.delete(id);
      this.failing.delete(id);
    } catch (error) {
      // Kept for the next append; trying again at once would only fail again.
      this.deps.logger.error('the conversation could not be written', error);
      if (!this.failing.has(id)) {
        this.failing.add(id);
        this.deps.onFailure?.();
      }
    }
  }

  private async openToAppend(id: string): Promise<FileHandle> {
    try {
      return await open(this.path(id), 'a');
    } catch (error) {
      if (!isMissing(error)) {
        throw error;
      }
      await mkdir(this.folder, { recursive: true });
      return open(this.path(id), 'a');
    }
  }
}

function release(waiters: readonly (() => void)[]): void {
  waiters.forEach((resolve) => {
    resolve();
  });
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
