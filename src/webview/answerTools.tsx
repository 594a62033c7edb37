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

/** What can be done with a turn that has ended: its question is asked once more, its answer, where there is one, copied. */
export function AnswerTools({ turnId, text }: { readonly turnId: string; readonly text: string }): JSX.Element {
  const { strings, host } = usePage();
  const regenerate = (chooseModel: boolean): void => {
    host.post({ type: 'regenerate', turnId, chooseModel });
  };
  return (
    <div class="answer-tools">
      <IconButton icon="refresh" name={strings.regenerate} look="when-idle" onClick={() => { regenerate(false); }} />
      <IconButton icon="sparkle" name={strings.regenerateWith} look="when-idle" onClick={() => { regenerate(true); }} />
      {text !== '' && (
        <>
          <CopyButton icon="copy" name={strings.copyAnswerText} text={() => plainText(text)} />
          <CopyButton icon="markdown" name={strings.copyAnswer} text={() => text} />
        </>
      )}
    </div>
  );
}
