import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';
import { plainText } from './markdown/plainText.ts';
import { usePage } from './page.ts';

/** Milliseconds that a button says what it did. */
const confirmation = 1500;

function CopyButton(props: { readonly icon: IconName; readonly name: string; readonly text: () => string }): JSX.Element {
  const { strings, host } = usePage();
  const [copied, setCopied] = useState(false);
  const name = copied ? strings.copied : props.name;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={name}
      title={name}
      onClick={() => {
        host.post({ type: 'copy', text: props.text() });
        setCopied(true);
        setTimeout(() => {
          setCopied(false);
        }, confirmation);
      }}
    >
      <Icon name={copied ? 'check' : props.icon} />
    </button>
  );
}

/** What can be done with an answer as a whole. */
export function AnswerTools({ text }: { readonly text: string }): JSX.Element {
  const { strings } = usePage();
  return (
    <div class="answer-tools">
      <CopyButton icon="copy" name={strings.copyAnswerText} text={() => plainText(text)} />
      <CopyButton icon="markdown" name={strings.copyAnswer} text={() => text} />
    </div>
  );
}
