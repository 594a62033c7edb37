import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../core/logger.ts';
import type { Amount, SpendLog } from '../core/usage/budget.ts';

const extension = '.jsonl';

/**
 * What was spent, a file for each day, to which all windows append: a line for each request. Only today's is kept. What cannot be
 * written counts in this window alone.
 */
export class SpendFiles implements SpendLog {
  private writing: Promise<void> = Promise.resolve();
  private unwritten: { readonly day: string; readonly spent: Amount }[] = [];
  private cleared = '';

  constructor(
    private readonly folder: string,
    private readonly logger: Logger,
    private readonly now: () => Date = () => new Date(),
  ) {}

  async today(): Promise<Amount> {
    await this.writing;
    const day = this.day();
    let text = '';
    try {
      text = await readFile(this.file(day), 'utf8');
    } catch (error) {
      if (!isMissing(error)) {
        this.logger.warn(`what was spent today could not be read: ${String(error)}`);
      }
    }
    const own = this.unwritten.filter((each) => each.day === day).map(({ spent }) => spent);
    return [...text.split('\n').map(amountOf), ...own].reduce((sum, each) => ({ usd: sum.usd + each.usd, tokens: sum.tokens + each.tokens }));
  }

  add(spent: Amount): void {
    const day = this.day();
    this.writing = this.writing.then(() => this.write(day, spent));
  }

  private async write(day: string, spent: Amount): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
      // One write, on a line of its own whatever another window has left of one.
      await appendFile(this.file(day), `\n${JSON.stringify({ usd: spent.usd, tokens: spent.tokens })}\n`);
    } catch (error) {
      this.unwritten = [...this.unwritten.filter((each) => each.day === day), { day, spent }];
      this.logger.warn(`what was spent could not be written: ${String(error)}`);
      return;
    }
    if (this.cleared !== day) {
      this.cleared = day;
      await this.clear(day);
    }
  }

  /** Deletes the files of other days; what cannot be deleted now is tried again tomorrow. */
  private async clear(day: string): Promise<void> {
    try {
      const others = (await readdir(this.folder)).filter((name) => name.endsWith(extension) && name !== day + extension);
      await Promise.all(others.map((name) => rm(join(this.folder, name), { force: true })));
    } catch (error) {
      this.logger.warn(`what was spent on earlier days could not be deleted: ${String(error)}`);
    }
  }

  private file(day: string): string {
    return join(this.folder, day + extension);
  }

  /** As `2026-11-25`, by the clock on the wall. */
  private day(): string {
    const now = this.now();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  }
}

/** Nothing for a line that was written by half, or by nobody of ours. */
function amountOf(line: string): Amount {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && 'usd' in value && 'tokens' in value && isAmount(value.usd) && isAmount(value.tokens)) {
      return { usd: value.usd, tokens: value.tokens };
    }
  } catch {
    // An empty line is none either.
  }
  return { usd: 0, tokens: 0 };
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
