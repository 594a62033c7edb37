/** Lines of a command that a question shows; what is not shown is counted. */
const shownLines = 20;

/** Characters that nobody sees, other than tab and line feed: in a terminal they are keys, or turn what is shown around. */
const unseen = /[^\P{Cc}\t\n]|\p{Cf}/gu;

/**
 * What a terminal is to be given: without the prompts that an answer shows, and without what cannot be seen. With
 * prompts, the lines that have none are what the commands print, and are left out.
 */
export function commandsIn(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(unseen, '').split('\n');
  const prompt = /^\s*(?:\$|❯|PS(?: [^>]*)?>) /;
  const prompted = lines.filter((line) => prompt.test(line));
  return (prompted.length > 0 ? prompted.map((line) => line.replace(prompt, '')) : lines).join('\n').trim();
}

/** The commands as a question shows them, with the number of lines that it leaves out. */
export function shownCommands(commands: string): { readonly text: string; readonly hidden: number } {
  const lines = commands.split('\n');
  return { text: lines.slice(0, shownLines).join('\n'), hidden: Math.max(0, lines.length - shownLines) };
}
