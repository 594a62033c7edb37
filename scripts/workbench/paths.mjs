// Where things lie in the repository. Found by walking up, because these modules also run bundled from out/.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** @param {string} from */
const findRoot = (from) => {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'esbuild.mjs')) && existsSync(path.join(folder, 'package.json'))) {
      return folder;
    }
    if (path.dirname(folder) === folder) {
      throw new Error(`${from} does not lie inside Lathe's repository`);
    }
  }
};

/** The repository's folder, absolute. */
export const root = findRoot(path.dirname(fileURLToPath(import.meta.url)));

/** Downloaded editors and everything that is made again when missing; git-ignored. */
export const cacheFolder = path.join(root, '.vscode-test');

/** The sample project. Tests and `npm start` work on copies of it. */
export const sampleWorkspace = path.join(root, 'test', 'workspace');
