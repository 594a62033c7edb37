import { plainName } from '../../plainName.ts';

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: string[];
  count: number;
}

/** How a tree is made. */
export interface TreeWish {
  /** Relative, with `/`. */
  readonly paths: readonly string[];
  /** These get ` *` behind them. */
  readonly marked: (path: string) => boolean;
  /** Tokens. */
  readonly budget: number;
  readonly count: (text: string) => number;
  /** Called again and again, so that others have their turn. */
  readonly rest: () => Promise<void>;
}

export interface Tree {
  readonly text: string;
  readonly tokens: number;
}

/** Deepest level that is tried: below that a list tells no more. */
const deepest = 12;
/** Lines that are counted at once. */
const countedAtOnce = 100;

/**
 * A tree of the paths within a budget, folders first and with a slash: where all does not go in, deeper folders are only named, with the
 * number of files in them. Of one that is still too long its beginning is left.
 */
export async function fileTree(wish: TreeWish): Promise<Tree> {
  const root = await foldersOf(wish);
  let shorter = Infinity;
  for (let depth = deepest; depth >= 1; depth--) {
    const lines = await draw(root, depth, wish);
    // Where nothing is that deep it is the same, and need not be counted again.
    const tokens = lines.length < shorter ? await tokensOf(lines, wish) : Infinity;
    if (tokens <= wish.budget) {
      return { text: lines.join('\n'), tokens };
    }
    shorter = lines.length;
  }
  const lines = await draw(root, 0, wish);
  while (lines.length > 1 && (await tokensOf(lines, wish)) > wish.budget) {
    lines.length = Math.floor(lines.length / 2);
  }
  lines.push('...');
  return { text: lines.join('\n'), tokens: await tokensOf(lines, wish) };
}

async function foldersOf({ paths, rest }: TreeWish): Promise<Folder> {
  const root = newFolder();
  for (const path of paths) {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let at = root;
    at.count++;
    for (const part of parts) {
      let next = at.folders.get(part);
      if (!next) {
        next = newFolder();
        at.folders.set(part, next);
      }
      at = next;
      at.count++;
    }
    at.files.push(name);
    if (at.files.length === 1) {
      await rest();
    }
  }
  return root;
}

function newFolder(): Folder {
  return { folders: new Map(), files: [], count: 0 };
}

async function draw(root: Folder, depth: number, { marked, rest }: TreeWish): Promise<string[]> {
  const lines: string[] = [];
  const visit = async (at: Folder, prefix: string, level: number): Promise<void> => {
    await rest();
    const indent = '  '.repeat(level);
    for (const [name, inner] of [...at.folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (level + 1 > depth) {
        lines.push(`${indent}${plainName(name)}/ (${inner.count} files)`);
      } else {
        lines.push(`${indent}${plainName(name)}/`);
        await visit(inner, `${prefix}${name}/`, level + 1);
      }
    }
    for (const name of [...at.files].sort()) {
      lines.push(`${indent}${plainName(name)}${marked(prefix + name) ? ' *' : ''}`);
    }
  };
  await visit(root, '', 0);
  return lines;
}

/** Counted in parts, which come to no less than the whole. */
async function tokensOf(lines: readonly string[], { count, rest }: TreeWish): Promise<number> {
  let tokens = 0;
  for (let at = 0; at < lines.length; at += countedAtOnce) {
    tokens += count(`${lines.slice(at, at + countedAtOnce).join('\n')}\n`);
    await rest();
  }
  return tokens;
}
