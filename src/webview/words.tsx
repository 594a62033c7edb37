import type { JSX } from 'preact';

/** What was asked, with the command that it begins with told apart. */
export function Words({ text, command }: { readonly text: string; readonly command: string | undefined }): JSX.Element {
  return command === undefined ? <>{text}</> : <><span class="command">/{command}</span>{text.slice(command.length + 1)}</>;
}
