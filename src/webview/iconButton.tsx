import type { JSX, TargetedMouseEvent } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** A button that shows a glyph alone; `name` is what a screen reader and the pointer are told. */
export function IconButton(props: {
  readonly icon: IconName;
  readonly name: string;
  readonly onClick: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  /** A class besides the button's own. */
  readonly look?: string;
  readonly disabled?: boolean;
  /** It is on. */
  readonly pressed?: boolean;
  /** What it unfolds is there. */
  readonly expanded?: boolean;
}): JSX.Element {
  const { icon, name, look, disabled, pressed, expanded, onClick } = props;
  return (
    <button
      type="button"
      class={look === undefined ? 'icon-button' : `icon-button ${look}`}
      aria-label={name}
      title={name}
      disabled={disabled}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
