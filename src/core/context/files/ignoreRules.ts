import ignore, { type Ignore } from 'ignore';

/** The names of the files whose rules are honoured, the later of which has the last word. */
export const ignoreFiles = ['.gitignore', '.latheignore'] as const;

/** Folders that nobody means: a repository's own, and what package managers and tools fetch or make. */
const alwaysIgnored = new Set(['.git', '.hg', '.svn', '.jj', 'node_modules', '__pycache__', '.venv', '.vscode-test', '.pytest_cache', '.mypy_cache', '.gradle', '.next', '.nuxt']);

interface Layer {
  /** The folder that the rules stand in, with a slash at its end; empty for the root. */
  readonly folder: string;
  readonly rules: Ignore;
}

/** The rules of ignore files, from the root down: the deeper ones win, as git has it. Paths are relative to the root, with `/`. */
export class IgnoreRules {
  static readonly none = new IgnoreRules([]);

  private constructor(private readonly layers: readonly Layer[]) {}

  /** These rules, and those that the ignore files of `folder` hold; `texts` in the order of `ignoreFiles`. */
  in(folder: string, texts: readonly string[]): IgnoreRules {
    if (texts.every((text) => text.trim() === '')) {
      return this;
    }
    const rules = ignore().add(texts.join('\n'));
    return new IgnoreRules([{ folder: folder === '' ? '' : `${folder}/`, rules }, ...this.layers]);
  }

  /** Whether this very path is ignored; that a folder around it is has to be asked of that one. */
  ignores(path: string, isFolder: boolean): boolean {
    if (isFolder && alwaysIgnored.has(path.slice(path.lastIndexOf('/') + 1))) {
      return true;
    }
    for (const { folder, rules } of this.layers) {
      if (path.startsWith(folder)) {
        const { ignored, unignored } = rules.test(`${path.slice(folder.length)}${isFolder ? '/' : ''}`);
        if (ignored || unignored) {
          return ignored;
        }
      }
    }
    return false;
  }
}
