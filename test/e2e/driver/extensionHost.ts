import { readdir, readFile } from 'node:fs/promises';

/** The process ids of the extension hosts of the server with this folder. */
export async function extensionHosts(userDataDir: string): Promise<readonly number[]> {
  const profile = userDataDir.replace(/\/data$/, '');
  const found = await below((line) => line.includes('server-main.js') && line.includes(profile), '--type=extensionHost');
  if (found.length === 0) {
    throw new Error('No extension host was found below the server');
  }
  return found;
}

/** The process ids of the TypeScript servers of these extension hosts. */
export async function typeScriptServers(hosts: readonly number[]): Promise<readonly number[]> {
  return below((_, pid) => hosts.includes(pid), 'tsserver');
}

/** The processes with these words in their command lines whose parent is meant. */
async function below(isParent: (line: string, pid: number) => boolean, words: string): Promise<readonly number[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // One that has just ended cannot be read.
  const read = (pid: string, file: string): Promise<string> => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const lines = new Map(await Promise.all(processes.map(async (pid) => [pid, await read(pid, 'cmdline')] as const)));
  const parents = new Set([...lines].filter(([pid, line]) => isParent(line, Number(pid))).map(([pid]) => pid));
  const found: number[] = [];
  for (const [pid, line] of lines) {
    const [, parent = ''] = /^PPid:\s*(\d+)$/m.exec(await read(pid, 'status')) ?? [];
    if (line.includes(words) && parents.has(parent)) {
      found.push(Number(pid));
    }
  }
  return found;
}

/** Ends the extension hosts of the server with this folder, as a crash would: nothing is tidied up. */
export async function killExtensionHosts(userDataDir: string): Promise<void> {
  for (const pid of await extensionHosts(userDataDir)) {
    process.kill(pid, 'SIGKILL');
  }
}
