// Which programs this machine has.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Whether a file is there and may be run. @param {string} file */
export const canRun = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first of these programs that PATH has. @param {...string} names */
export const onPath = (...names) => {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  return names
    .flatMap((name) => folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending))))
    .find(canRun);
};
