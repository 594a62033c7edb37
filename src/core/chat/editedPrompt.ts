import type { Prompt } from './events.ts';

/** The question in other words, with those of its references that are kept, by their numbers. A command goes with its word. */
export function editedPrompt(prompt: Prompt, text: string, kept: readonly number[]): Prompt {
  const { action, references, command } = prompt;
  return {
    // Explain has words of its own, which other ones take the place of.
    action: text === prompt.text ? action : 'ask',
    text,
    references: references.filter((_, index) => kept.includes(index)),
    ...(command && text.split(/\s/, 1)[0] === `/${command.name}` ? { command } : {}),
  };
}
