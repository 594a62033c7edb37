import { realpath } from 'node:fs/promises';

/** Where a path leads once all links in it are followed; itself where it leads nowhere. Never throws. */
export async function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
