import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownReference } from '../protocol/messages.ts';
import { Icon } from './icon.tsx';
import { codeBlock } from './markdown/codeBlock.ts';
import { highlightWhenSeen } from './markdown/highlight.ts';
import { usePage } from './page.ts';

/** A piece of a file that went with a question, folded. It shows the very text that was sent. */
export function Reference({ reference }: { readonly reference: ShownReference }): JSX.Element {
  const { strings } = usePage();
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
        <Icon name="file-code" />
        <span class="reference-label">{reference.label}</span>
      </summary>
      <div ref={body} />
    </details>
  );
}
