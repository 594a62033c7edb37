/** What a slash command tells the model. */
const instructions = {
  explain:
    'Explain the code that goes with this message to a programmer who has just opened the file: what it is for, how it works step by step, and what is easy to get wrong. Quote the lines you speak of.',
  fix: 'Find what is wrong with the code that goes with this message, above all what the editor reports on it. Say the cause in a sentence or two, then show the whole corrected code in one fenced block. Mend it at its cause with the smallest change that does, and leave all other lines as they are.',
  tests:
    'Write tests for the code that goes with this message, with the framework that the project uses, as one fenced block that can be saved as a file; name that file before it. Cover the usual case, the edges and each way it fails; one behaviour to a test, named after it.',
  doc: 'Write the documentation comments for what the code that goes with this message declares, in the usual style of its language. Show the code with them in one fenced block, and change nothing but comments. Say what the code does not say by itself: purpose, units, ranges, what fails and how.',
  refactor:
    'Refactor the code that goes with this message: make it simpler and easier to read, or as is said below. Show the whole new code in one fenced block, then say in a sentence or two what became better. What it does, its public names and its signatures stay the same.',
  review:
    'Review the code or the changes that go with this message as a careful colleague would: faults first, the gravest at the top, each with its place, what goes wrong and how to mend it; then what is unclear, untested or needlessly hard. Say so when there is nothing to find fault with, and leave out praise and matters of taste.',
  commit:
    'Write the message of a Git commit of the changes that go with this message. The first line: what changes, in the imperative, at most 72 characters, no full stop. Where it is needed, an empty line and then why, in lines of at most 72 characters. Answer with the message alone, in one fenced block.',
} as const;

export type CommandName = keyof typeof instructions;

export const commandNames = Object.keys(instructions) as readonly CommandName[];

/** What the model is told for one of our own commands; undefined for another name. */
export function instructionOf(name: string): string | undefined {
  return commandNames.includes(name as CommandName) ? instructions[name as CommandName] : undefined;
}

/** A message that begins with a slash and a name, which may be that of a command; `rest` is what follows it. */
export function slashOf(text: string): { readonly name: string; readonly rest: string } | undefined {
  const match = /^\/([\w][\w.-]*)(?:\s+([^]*))?$/.exec(text);
  return match ? { name: match[1] ?? '', rest: match[2] ?? '' } : undefined;
}

/** The message in an answer to `commit`: its code block, or all of it. */
export function commitMessageIn(answer: string): string {
  return (/^[ \t]*(`{3,}|~{3,})[^\n]*\n([^]*?)\n[ \t]*\1/m.exec(answer)?.[2] ?? answer).trim();
}
