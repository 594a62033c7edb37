import type { JSX } from 'preact';

/** The glyphs that the style sheet knows. */
export type IconName =
  | 'attach'
  | 'folder'
  | 'symbol-method'
  | 'git-compare'
  | 'git-commit'
  | 'terminal'
  | 'globe'
  | 'file-media'
  | 'root-folder'
  | 'book'
  | 'eye'
  | 'eye-closed'
  | 'list-selection'
  | 'arrow-down'
  | 'arrow-up'
  | 'case-sensitive'
  | 'check'
  | 'chevron-down'
  | 'chevron-right'
  | 'chevron-left'
  | 'chevron-up'
  | 'close'
  | 'copy'
  | 'edit'
  | 'error'
  | 'file-code'
  | 'info'
  | 'key'
  | 'link'
  | 'link-external'
  | 'markdown'
  | 'new-session'
  | 'refresh'
  | 'settings'
  | 'sparkle'
  | 'stop-circle'
  | 'trash'
  | 'warning';

/** A glyph that says nothing to a screen reader: a word beside it does. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return <span class={`codicon codicon-${name}`} aria-hidden="true" />;
}
