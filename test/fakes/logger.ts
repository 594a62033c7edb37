import type { Logger } from '../../src/core/logger.ts';

/** Records what is logged. An error that no test expects is a failure: `error` throws unless `allowErrors` is set. */
export class FakeLogger implements Logger {
  readonly lines: string[] = [];
  allowErrors = false;

  info(message: string): void {
    this.lines.push(`info ${message}`);
  }

  warn(message: string): void {
    this.lines.push(`warn ${message}`);
  }

  error(message: string, error?: unknown): void {
    this.lines.push(`error ${message}`);
    if (!this.allowErrors) {
      throw new Error(`unexpected error in the log: ${message}`, { cause: error });
    }
  }
}
