import type { JSX } from 'preact';
import type { Status } from '../protocol/messages.ts';
import { Icon } from './icon.tsx';
import { usePage } from './page.ts';

/**
 * Where the next message goes, in a row like that below VS Code's own message box: the model, which opens the list of models, then
 * address and endpoint. Empty until the host has told.
 */
export function Where({ status }: { readonly status: Status | undefined }): JSX.Element {
  const { strings, host } = usePage();
  if (!status) {
    return <div class="where" />;
  }
  const { endpoint, model, modelOnce, origin } = status;
  const shown = modelOnce ? `${model} (${strings.nextMessageOnly})` : model;
  // The usual way of sending needs no room, any other one is seen.
  const [, usual, address] = /^(https:\/\/)?(.*)$/.exec(origin) ?? [];
  return (
    <div class="where" title={`${endpoint} · ${shown} · ${origin}`}>
      <button
        type="button"
        class="model"
        aria-label={`${strings.model}: ${shown}`}
        onClick={() => {
          host.post({ type: 'chooseModel' });
        }}
      >
        <Icon name="sparkle" />
        <span>{shown}</span>
      </button>
      <span class="recipient">
        <span class="origin">
          <Icon name="globe" />
          <span class="address">
            {usual && <span class="visually-hidden">{usual}</span>}
            {address}
          </span>
        </span>
        <span class="endpoint">· {endpoint}</span>
      </span>
    </div>
  );
}
