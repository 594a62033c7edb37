import type { Answer } from './answer.ts';
import type { JsonObject } from './json.ts';

/**
 * Adds a chunk that brings a piece of text or thought and nothing else, as nearly all chunks do, and tells whether it was one.
 * All others are left to the decoders, which ask for every field that any gateway has: this way a long answer costs little more
 * than the parsing of its JSON. Fields are read by their names, not through helpers, because that is what makes it cheap.
 */
export function addPlainChunk(value: JsonObject, answer: Answer): boolean {
  if (value['error'] !== undefined || value['status'] !== undefined || isThere(value['usage'])) {
    return false;
  }
  const choices = value['choices'];
  if (Array.isArray(choices)) {
    return choices.length === 1 && value['type'] === undefined && addChoice(choices[0] as JsonObject | null, answer);
  }
  return value['type'] === 'content_block_delta' && addBlockDelta(value['delta'] as JsonObject | null | undefined, value['index'], answer);
}

function addChoice(choice: JsonObject | null, answer: Answer): boolean {
  if (
    choice === null ||
    isThere(choice['finish_reason']) ||
    choice['error'] !== undefined ||
    choice['usage'] !== undefined ||
    (choice['index'] !== 0 && choice['index'] !== undefined)
  ) {
    return false;
  }
  const delta = choice['delta'] as JsonObject | null | undefined;
  if (typeof delta !== 'object' || delta === null) {
    return false;
  }
  const { content, reasoning } = delta;
  if (
    delta['tool_calls'] !== undefined ||
    delta['function_call'] !== undefined ||
    delta['reasoning_details'] !== undefined ||
    isThere(delta['refusal']) ||
    (typeof content !== 'string' && isThere(content)) ||
    (typeof reasoning !== 'string' && isThere(reasoning))
  ) {
    return false;
  }
  const older = delta['reasoning_content'];
  const thought = typeof older === 'string' && older !== '' ? older : reasoning;
  if (typeof thought === 'string' && thought !== '') {
    answer.addReasoning(thought);
  }
  if (typeof content === 'string') {
    answer.addText(content);
  }
  return true;
}

function addBlockDelta(delta: JsonObject | null | undefined, index: unknown, answer: Answer): boolean {
  if (typeof delta !== 'object' || delta === null) {
    return false;
  }
  const { type, text, thinking } = delta;
  if (type === 'text_delta' && typeof text === 'string') {
    answer.addText(text);
    return true;
  }
  if (type === 'thinking_delta' && typeof thinking === 'string' && typeof index === 'number') {
    answer.addReasoning(thinking);
    answer.growThoughtBlock(index, 'thinking', thinking);
    return true;
  }
  return false;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}
