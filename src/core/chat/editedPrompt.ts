import { slashOf } from '../prompt/commands.ts';
import type { Prompt, PromptCommand, Reference } from './events.ts';

/** What goes along with other words: `references` in front of which nothing of the same name goes twice, and the command they begin with. */
export interface Brought {
  readonly references: readonly Reference[];
  /** Undefined for the one that was there, as long as the text begins with it. */
  readonly command?: PromptCommand;
}

/** The question in other words, with those of its references that are kept, by their numbers, and what is brought along now. */
export function editedPrompt(prompt: Prompt, text: string, kept: readonly number[], { references, command }: Brought): Prompt {
  const { action, references: before } = prompt;
  const taken = new Set(references.map(({ label }) => label));
  return {
    // Explain has words of its own, which other ones take the place of.
    action: text === prompt.text ? action : 'ask',
    text,
    references: [...before.filter(({ label }, index) => kept.includes(index) && !taken.has(label)), ...references],
    ...(command ? { command } : stillCommanded(text, prompt.command)),
  };
}

/** The command, while the text begins with it. */
export function stillCommanded(text: string, command: PromptCommand | undefined): { readonly command?: PromptCommand } {
  return command && slashOf(text)?.name === command.name ? { command } : {};
}
