import type { JSX } from 'preact';
import type { Status } from '../protocol/messages.ts';
import { usePage } from './page.ts';

/** Where the next message goes: endpoint, model, which opens the list of models, and address. Empty until the host has told. */
export function Where({ status }: { readonly status: Status | undefined }): JSX.Element {
  const { strings, host } = usePage();
  if (!status) {
    return <div class="where" />;
  }
  const { endpoint, model, modelOnce, origin } = status;
  const shown = modelOnce ? `${model} (${strings.nextMessageOnly})` : model;
  return (
    <div class="where" title={`${endpoint} · ${shown} · ${origin}`}>
      {endpoint} ·{' '}
      <button
        type="button"
        class="model"
        aria-label={`${strings.model}: ${shown}`}
        onClick={() => {
          host.post({ type: 'chooseModel' });
        }}
      >
        {shown}
      </button>{' '}
      · {origin}
    </div>
  );
}
