import { appendFile, link, readFile, rename, rm, stat } from 'node:fs/promises';

export const asideExtension = '.aside';

/** Gives the file another name. What is there under that name already stays, and the file's content comes behind it. */
export async function moveBehind(from: string, to: string): Promise<void> {
  if (await linked(from, to)) {
    await rm(from, { force: true });
    return;
  }
  const aside = `${from}.${crypto.randomUUID()}${asideExtension}`;
  await rename(from, aside);
  await appendAside(aside, to);
}

/** Gives the file another name. What is there under that name already, and is perhaps still written to, comes behind it. */
export async function moveBefore(from: string, to: string): Promise<void> {
  const asides: string[] = [];
  while (!(await linked(from, to))) {
    const aside = `${to}.${crypto.randomUUID()}${asideExtension}`;
    await rename(to, aside);
    asides.push(aside);
  }
  await rm(from, { force: true });
  for (const aside of asides) {
    await appendAside(aside, to);
  }
}

/** Adds the file to the end of another, with what a late writer adds to it meanwhile, and deletes it. */
export async function appendAside(aside: string, to: string): Promise<void> {
  for (let taken = 0; taken < (await stat(aside)).size; ) {
    const bytes = (await readFile(aside)).subarray(taken);
    await appendFile(to, Buffer.concat([Buffer.from('\n'), bytes]));
    taken += bytes.length;
  }
  await rm(aside);
}

/** False when there is a file of that name. A rename would replace it. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') {
      return false;
    }
    if (code === 'ENOENT') {
      throw error;
    }
  }
  // A file system that knows no links.
  if (await stat(to).then(() => true, () => false)) {
    return false;
  }
  await rename(from, to);
  return true;
}
