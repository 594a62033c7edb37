import type { AssistantMessage, ThoughtBlock } from '../core/model.ts';

/**
 * What an assistant message starts with when it is sent back. MiniMax M1's template, and most others', would show an old
 * thought as if it had been said, so it is left out. MiniMax asks for M2's thoughts to be kept where they were
 * (https://github.com/MiniMax-AI/MiniMax-M2).
 */
export function thoughtText({ thought }: AssistantMessage, model: string): string {
  return thought !== undefined && thought.trim() !== '' && /minimax[-_/ ]?m2/i.test(model)
    ? `<think>\n${thought.trim()}\n</think>\n\n`
    : '';
}

/** The thoughts of a message in the form of the wire that gave them; those of the other wire mean nothing to it. */
export function thoughtBlocks(
  { thoughtBlocks: blocks }: AssistantMessage,
  wire: ThoughtBlock['wire'],
): readonly ThoughtBlock['value'][] {
  return (blocks ?? []).filter((block) => block.wire === wire).map(({ value }) => value);
}
