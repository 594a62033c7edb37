import type { Prompt } from '../chat/events.ts';
import { fenced } from './fence.ts';

/** The words of Explain: the code with its place in the file, and what stands around it. */
export function explainMessage(prompt: Prompt): string {
  const parts = prompt.references.flatMap((reference) => {
    const code = `Code from ${reference.path} (${reference.label}), language ${reference.language}:\n${fenced(reference.text, reference.language)}`;
    return reference.outline === '' ? [code] : [code, `Symbols of that file:\n${reference.outline}`];
  });
  return [
    'Explain the code below to a programmer who has just opened the file: what it is for, how it works step by step, and what is easy to get wrong. Quote the lines you speak of.',
    ...parts,
  ].join('\n\n');
}
