import type { ShownSuggestion } from '../protocol/messages.ts';
import type { IconName } from './icon.tsx';

const icons: Readonly<Record<ShownSuggestion['kind'], IconName>> = {
  file: 'file-code',
  lines: 'list-selection',
  symbol: 'symbol-method',
  folder: 'folder',
  workspace: 'root-folder',
  rules: 'book',
  problems: 'warning',
  changes: 'git-compare',
  commit: 'git-commit',
  terminal: 'terminal',
  page: 'globe',
  image: 'file-media',
  command: 'terminal',
  promptFile: 'book',
};

/** The picture of a kind of context; of a piece of code when none is told. */
export function kindIcon(kind: ShownSuggestion['kind'] | undefined): IconName {
  return icons[kind ?? 'file'];
}
