import type { JSX, TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { ShownMeter } from '../protocol/meter.ts';
import { MeterDetails } from './meterDetails.tsx';

/** `peek`: while the pointer or the focus is there. `pinned`: until it is closed. */
type Opening = 'closed' | 'peek' | 'pinned';

/** How full the model's window would be, and for how much: a ring like VS Code's own, and what it is made of. */
export function Meter({ meter }: { readonly meter: ShownMeter }): JSX.Element {
  const [opening, setOpening] = useState<Opening>('closed');
  const details = useId();
  const peek = (): void => {
    setOpening((now) => (now === 'closed' ? 'peek' : now));
  };
  const onLeave = (): void => {
    setOpening((now) => (now === 'peek' ? 'closed' : now));
  };
  const onBlur = (event: TargetedFocusEvent<HTMLDivElement>): void => {
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) {
      setOpening('closed');
    }
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'Escape' && opening !== 'closed') {
      // It closes this, and does not stop the answer.
      event.preventDefault();
      event.stopPropagation();
      setOpening('closed');
    }
  };
  const level = meter.isFull ? 'full' : meter.warnings.length > 0 ? 'near' : 'fine';
  return (
    <div class={`meter ${level}`} onMouseEnter={peek} onMouseLeave={onLeave} onBlur={onBlur} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="meter-button"
        aria-label={meter.name}
        aria-expanded={opening !== 'closed'}
        aria-controls={opening === 'closed' ? undefined : details}
        onFocus={(event) => {
          if (event.currentTarget.matches(':focus-visible')) {
            peek();
          }
        }}
        onClick={() => {
          setOpening(opening === 'pinned' ? 'closed' : 'pinned');
        }}
      >
        <Ring share={meter.share} />
        <span class="meter-text">{meter.text}</span>
      </button>
      <p class="visually-hidden" role="status">{meter.warnings.join(' ')}</p>
      {opening !== 'closed' && <MeterDetails id={details} meter={meter} isPeek={opening === 'peek'} />}
    </div>
  );
}

/** Of a window that is not known only the track is drawn. */
function Ring({ share = 0 }: { readonly share: number | undefined }): JSX.Element {
  return (
    <svg class="ring" viewBox="0 0 16 16" aria-hidden="true">
      <circle class="ring-track" cx="8" cy="8" r="6" pathLength={100} />
      {share > 0 && <circle class="ring-share" cx="8" cy="8" r="6" pathLength={100} stroke-dasharray={`${Math.max(2, share * 100)} 100`} />}
    </svg>
  );
}
