/** The log as the core sees it. Messages hold no key, no conversation text and no file text. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}
