import { readdir, readFile } from 'node:fs/promises';

/** Ends the extension hosts of the server with this folder, as a crash would: nothing is tidied up. */
export async function killExtensionHosts(userDataDir: string): Promise<void> {
  const profile = userDataDir.replace(/\/data$/, '');
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // One that has just ended cannot be read.
  const read = (pid: string, file: string): Promise<string> => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const lines = new Map(await Promise.all(processes.map(async (pid) => [pid, await read(pid, 'cmdline')] as const)));
  const servers = new Set([...lines].filter(([, line]) => line.includes('server-main.js') && line.includes(profile)).map(([pid]) => pid));
  let killed = 0;
  for (const [pid, line] of lines) {
    const [, parent = ''] = /^PPid:\s*(\d+)$/m.exec(await read(pid, 'status')) ?? [];
    if (line.includes('--type=extensionHost') && servers.has(parent)) {
      process.kill(Number(pid), 'SIGKILL');
      killed++;
    }
  }
  if (killed === 0) {
    throw new Error('No extension host was found below the server');
  }
}
