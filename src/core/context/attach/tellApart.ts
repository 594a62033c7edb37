/**
 * What tells things of the same name apart: of each path, given without the name, the shortest run of folders that stands in none of the
 * others, its last folders first; empty for a name that only one path has. `named`: the name of each thing, and the folders around it.
 */
export function tellApart(named: readonly { readonly name: string; readonly folders: string }[]): readonly string[] {
  const byName = new Map<string, Set<string>>();
  for (const { name, folders } of named) {
    byName.set(name, (byName.get(name) ?? new Set()).add(folders));
  }
  return named.map(({ name, folders }) => {
    const others = [...(byName.get(name) ?? [])].filter((each) => each !== folders);
    return others.length === 0 ? '' : telling(folders, others);
  });
}

function telling(folders: string, others: readonly string[]): string {
  const parts = folders.split('/');
  for (let length = 1; length <= parts.length; length++) {
    for (let from = parts.length - length; from >= 0; from--) {
      const run = parts.slice(from, from + length).join('/');
      if (run !== '' && others.every((other) => !`/${other}/`.includes(`/${run}/`))) {
        return `${from > 0 ? '…/' : ''}${run}${from + length < parts.length ? '/…' : ''}`;
      }
    }
  }
  // All of it stands in another one too, as `src` does in `src/src`.
  return folders === '' ? './' : folders;
}
