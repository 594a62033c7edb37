import type { JSX } from 'preact';
import type { ShownFailure } from '../protocol/messages.ts';
import { ActionButton } from './actionButton.tsx';
import { Icon } from './icon.tsx';

/** Why an answer failed, in our words and the endpoint's, and what can be done. `alert`: it is told to a screen reader by itself. */
export function Failure(props: { readonly failure: ShownFailure; readonly turnId: string; readonly alert: boolean }): JSX.Element {
  const { failure, turnId, alert } = props;
  return (
    // One that was there before is found as what it is, and not told of again.
    <div class="failure" role="alert" aria-live={alert ? undefined : 'off'} data-code={failure.code}>
      <Icon name={failure.code === 'over-budget' ? 'warning' : 'error'} />
      <div class="failure-body">
        <p class="failure-message">{failure.message}</p>
        {failure.detail !== '' && <p class="failure-detail">{failure.detail}</p>}
        {failure.actions.length > 0 && (
          <div class="buttons">
            {failure.actions.map((action, index) => (
              <ActionButton key={action} action={action} turnId={turnId} primary={index === 0} />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
