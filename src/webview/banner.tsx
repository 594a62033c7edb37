import type { JSX } from 'preact';
import type { Status } from '../protocol/messages.ts';
import { Icon } from './icon.tsx';
import { usePage } from './page.ts';

/** What the endpoint's settings want to be known, and what is wrong with them, above the conversation. */
export function Banners({ status }: { readonly status: Status }): JSX.Element {
  const { strings, host } = usePage();
  return (
    <>
      {status.problem !== '' && (
        <div class="banner problem" role="status">
          <Icon name="warning" />
          <span>{status.problem}</span>
          <button
            type="button"
            class="link"
            onClick={() => {
              host.post({ type: 'openSettings' });
            }}
          >
            {strings.openSettings}
          </button>
        </div>
      )}
      {status.note !== '' && (
        <div class="banner" role="note">
          <Icon name="info" />
          <span>{status.note}</span>
        </div>
      )}
    </>
  );
}
