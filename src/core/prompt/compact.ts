/** Asks for the summary that stands in for the conversation so far. */
export const compactMessage =
  'Summarize the conversation so far, so that it can be gone on with from the summary alone. Keep what was asked and decided, ' +
  'names of files and symbols, code that is still needed word by word, numbers, and what is still open. ' +
  'Write only the summary, in the language of the conversation.';

/** The system message of a conversation whose beginning was summarized. */
export function withSummary(system: string, summary: string): string {
  const said = `The earlier part of this conversation was summarized:\n\n${summary}`;
  return system === '' ? said : `${system}\n\n${said}`;
}
