import type { JSX } from 'preact';
import type { ShownMeter } from '../protocol/meter.ts';
import { usePage } from './page.ts';
import { Rows } from './rows.tsx';

/** What would be sent, part by part. */
export function MeterDetails(props: { readonly id: string; readonly meter: ShownMeter; readonly isPeek: boolean }): JSX.Element {
  const { strings, host } = usePage();
  const { rows, warnings, balance } = props.meter;
  return (
    <section class={props.isPeek ? 'meter-details peek' : 'meter-details'} id={props.id} aria-label={strings.meter} tabIndex={0}>
      {warnings.map((warning) => (
        <p key={warning} class="meter-warning">
          {warning}
        </p>
      ))}
      <Rows rows={balance === undefined || balance === '' ? rows : [...rows, { label: strings.balance, value: balance }]} />
      {balance !== undefined && (
        <button
          type="button"
          class="link-button"
          onClick={() => {
            host.post({ type: 'askBalance' });
          }}
        >
          {strings.balanceAsk}
        </button>
      )}
      <p class="meter-note">{strings.meterNote}</p>
    </section>
  );
}
