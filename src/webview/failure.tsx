import type { JSX } from 'preact';
import type { ShownFailure } from '../protocol/messages.ts';
import { ActionButton } from './actionButton.tsx';
import { Icon } from './icon.tsx';

/** Why an answer failed, in our words and the endpoint's, and what can be done. */
export function Failure(props: { readonly failure: ShownFailure; readonly turnId: string }): JSX.Element {
  const { failure, turnId } = props;
  return (
    <div class="failure" role="alert" data-code={failure.code}>
      <Icon name="error" />
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
