import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownReference } from '../protocol/messages.ts';
import { Icon } from './icon.tsx';
import { kindIcon } from './kindIcon.ts';
import { codeBlock } from './markdown/codeBlock.ts';
import { highlightWhenSeen } from './markdown/highlight.ts';
import { usePage } from './page.ts';

/** A piece of a file that went with a question, folded. It shows the very text that was sent. */
export function Reference(props: { readonly reference: ShownReference; readonly turnId: string; readonly index: number }): JSX.Element {
  const { strings, host } = usePage();
  const { reference } = props;
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (body.current) {
      body.current.replaceChildren(codeBlock(reference.language, reference.text, strings));
      highlightWhenSeen(body.current);
    }
  }, [reference]);
  return (
    <details class="reference">
      <summary title={reference.label}>
        <Icon name={kindIcon(reference.kind)} />
        <span class="reference-label">{reference.label}</span>
      </summary>
      {reference.kind !== 'image' && <div ref={body} />}
      {reference.isCut && (
        <button
          type="button"
          class="link"
          onClick={() => {
            host.post({ type: 'openReference', turnId: props.turnId, index: props.index });
          }}
        >
          {strings.openWhole}
        </button>
      )}
    </details>
  );
}
