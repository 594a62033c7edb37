interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: string[];
  count: number;
}

function folder(): Folder {
  return { folders: new Map(), files: [], count: 0 };
}

/** The files of a project as an indented list, folders first and with a slash; `marked` ones have ` *` behind them. */
function draw(root: Folder, depth: number, marked: (path: string) => boolean): string {
  const lines: string[] = [];
  const visit = (at: Folder, prefix: string, level: number): void => {
    const indent = '  '.repeat(level);
    for (const [name, inner] of [...at.folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (level + 1 > depth) {
        lines.push(`${indent}${name}/ (${inner.count} files)`);
      } else {
        lines.push(`${indent}${name}/`);
        visit(inner, `${prefix}${name}/`, level + 1);
      }
    }
    for (const name of [...at.files].sort()) {
      lines.push(`${indent}${name}${marked(prefix + name) ? ' *' : ''}`);
    }
  };
  visit(root, '', 0);
  return lines.join('\n');
}

/** Deepest level that is tried: below that a list tells no more. */
const deepest = 12;

/**
 * A tree of the paths within `budget` tokens: where all does not go in, deeper folders are only named, with the number of files in
 * them. Of one that is still too long its beginning is left.
 */
export function fileTree(paths: readonly string[], marked: (path: string) => boolean, budget: number, count: (text: string) => number): string {
  const root = folder();
  for (const path of paths) {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let at = root;
    at.count++;
    for (const part of parts) {
      let next = at.folders.get(part);
      if (!next) {
        next = folder();
        at.folders.set(part, next);
      }
      at = next;
      at.count++;
    }
    at.files.push(name);
  }
  let shorter = Infinity;
  for (let depth = deepest; depth >= 1; depth--) {
    const text = draw(root, depth, marked);
    // Where nothing is that deep the text is the same, and need not be counted again.
    if (text.length < shorter && count(text) <= budget) {
      return text;
    }
    shorter = text.length;
  }
  const lines = draw(root, 0, marked).split('\n');
  while (lines.length > 1 && count(lines.join('\n')) > budget) {
    lines.length = Math.floor(lines.length / 2);
  }
  return [...lines, '...'].join('\n');
}
