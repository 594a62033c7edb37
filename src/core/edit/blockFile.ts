import { namingOf } from '../apply/naming.ts';
import { plainPath } from '../apply/paths.ts';

/**
 * Whether a block of code is said to be of another file than `path`: in its fence, or in the line above, where that says nothing
 * else. The folders do not matter, which models get wrong.
 */
export function isOfAnotherFile(path: string, info: string, above: string): boolean {
  const { paths, isSure } = namingOf({ info, code: '', before: [above], isCut: false });
  const [named] = paths;
  return isSure && named !== undefined && baseName(named) !== baseName(path);
}

/** Whether a line is a comment that holds nothing but the name of the file. */
export function namesFile(line: string, path: string): boolean {
  const { nameLine, paths } = namingOf({ info: '', code: line, before: [], isCut: false });
  return nameLine !== undefined && paths.every((each) => path.endsWith(plainPath(each)));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
