import { slashOf } from '../prompt/commands.ts';
import type { Prompt, PromptCommand } from './events.ts';

/** The question in other words, with those of its references that are kept, by their numbers. A command goes with its word. */
export function editedPrompt(prompt: Prompt, text: string, kept: readonly number[]): Prompt {
  const { action, references, command } = prompt;
  return {
    // Explain has words of its own, which other ones take the place of.
    action: text === prompt.text ? action : 'ask',
    text,
    references: references.filter((_, index) => kept.includes(index)),
    ...stillCommanded(text, command),
  };
}

/** The command, while the text begins with it. */
export function stillCommanded(text: string, command: PromptCommand | undefined): { readonly command?: PromptCommand } {
  return command && slashOf(text)?.name === command.name ? { command } : {};
}
