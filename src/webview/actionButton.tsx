import type { JSX } from 'preact';
import type { FailureAction, FromPage } from '../protocol/messages.ts';
import { usePage } from './page.ts';

function messageFor(action: FailureAction, turnId: string): FromPage {
  switch (action) {
    case 'retry':
    case 'continue':
    case 'addCredit':
    case 'raiseLimit':
    case 'summarize':
    case 'sendOnce':
    case 'raiseBudget':
    case 'takeBack':
      return { type: action, turnId };
    case 'setKey':
    case 'chooseModel':
    case 'checkConnection':
    case 'newChat':
    case 'openSettings':
    case 'showLog':
      return { type: action };
  }
}

/** A button for something that can be done about a failure. */
export function ActionButton(props: {
  readonly action: FailureAction;
  readonly turnId: string;
  readonly primary: boolean;
}): JSX.Element {
  const { strings, host } = usePage();
  return (
    <button
      type="button"
      class={props.primary ? 'button' : 'button secondary'}
      data-offer={props.action}
      onClick={() => {
        host.post(messageFor(props.action, props.turnId));
      }}
    >
      {strings[props.action]}
    </button>
  );
}
