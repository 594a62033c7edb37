/** A path with `/`, relative to the workspace folder, in its parts. */
export interface SplitPath {
  readonly folder: string;
  readonly name: string;
  readonly stem: string;
  readonly extension: string;
}

export function split(path: string): SplitPath {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  return {
    folder: path.slice(0, Math.max(0, slash)),
    name,
    stem: dot > 0 ? name.slice(0, dot) : name,
    extension: dot > 0 ? name.slice(dot + 1) : '',
  };
}

/** Parts that are empty do not count. */
export function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('/');
}

/** The names of the folders of a path, from the root; none for the root itself. */
export function segments(folder: string): readonly string[] {
  return folder === '' ? [] : folder.split('/');
}

/** Whether a folder is another one, or lies in it. */
export function isWithin(folder: string, outer: string): boolean {
  return outer === '' || folder === outer || folder.startsWith(`${outer}/`);
}

/** How many folders lie between two files. */
export function distance(a: string, b: string): number {
  const one = segments(split(a).folder);
  const two = segments(split(b).folder);
  return one.length + two.length - 2 * shared(one, two);
}

/** How many items two lists begin with alike. */
export function shared(a: readonly string[], b: readonly string[]): number {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) {
    same++;
  }
  return same;
}
