/** What asks the model to go on with an answer that was cut off, after that answer itself. */
export function continueMessage(answer: string): string {
  const inCode = endsInFence(answer)
    ? ' It stopped inside a code block: go on inside that block, without opening it again.'
    : '';
  return `Your answer was cut off. Go on exactly where it stops, in the middle of a word if need be. Do not repeat anything and do not comment on this.${inCode}`;
}

/** Whether the Markdown ends inside a fenced code block. */
function endsInFence(text: string): boolean {
  let open: string | undefined;
  for (const line of text.split('\n')) {
    const [, fence, rest] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence === undefined) {
      continue;
    }
    if (open === undefined) {
      open = fence;
    } else if (fence.startsWith(open) && (rest ?? '').trim() === '') {
      open = undefined;
    }
  }
  return open !== undefined;
}
