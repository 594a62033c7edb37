import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { IconName } from './icon.tsx';
import { IconButton } from './iconButton.tsx';
import { plainText } from './markdown/plainText.ts';
import { usePage } from './page.ts';

/** Milliseconds that a button says what it did. */
const confirmation = 1500;

function CopyButton(props: { readonly icon: IconName; readonly name: string; readonly text: () => string }): JSX.Element {
  const { strings, host } = usePage();
  const [copied, setCopied] = useState(false);
  return (
    <IconButton
      icon={copied ? 'check' : props.icon}
      name={copied ? strings.copied : props.name}
      onClick={() => {
        host.post({ type: 'copy', text: props.text() });
        setCopied(true);
        setTimeout(() => {
          setCopied(false);
        }, confirmation);
      }}
    />
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
