import type { JSX } from 'preact';
import type { KeyState, Status } from '../protocol/messages.ts';
import { fill, type Strings } from '../protocol/strings.ts';
import { Icon } from './icon.tsx';
import { usePage } from './page.ts';

/** True when nothing can be asked before a key is set. */
export function needsKey(status: Status | undefined): boolean {
  return status?.key === 'missing' || status?.key === 'lost' || status?.key === 'unreadable';
}

function bodyFor(key: KeyState, strings: Strings): string {
  switch (key) {
    case 'lost':
      return strings.keyLostBody;
    case 'unreadable':
      return strings.keyUnreadableBody;
    default:
      return strings.keyBody;
  }
}

/** Asks for the key: what for, where to get one, where it is kept. The key itself is typed into VS Code's own input box. */
export function KeyPanel({ status }: { readonly status: Status }): JSX.Element {
  const { strings, host } = usePage();
  const body = bodyFor(status.key, strings);
  return (
    <section class="key-panel" aria-label={strings.keyTitle}>
      <h3>
        <Icon name="key" />
        {strings.keyTitle}
      </h3>
      <p>{fill(body, status.endpoint, status.origin)}</p>
      <div class="buttons">
        <button
          type="button"
          class="button"
          onClick={() => {
            host.post({ type: 'setKey' });
          }}
        >
          {strings.setKey}
        </button>
        {status.keyUrl !== '' && (
          <a class="button secondary" href={status.keyUrl} title={status.keyUrl}>
            {strings.keyGet}
            <Icon name="link-external" />
          </a>
        )}
      </div>
      <p class="quiet">{strings.keyWhere}</p>
      {status.keyVariable !== '' && <p class="quiet">{fill(strings.keyVariable, status.keyVariable)}</p>}
    </section>
  );
}
