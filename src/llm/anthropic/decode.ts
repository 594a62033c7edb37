import type { Answer } from '../answer.ts';
import { arrayAt, countAt, isObject, objectAt, stringAt, type JsonObject } from '../json.ts';
import { anthropicUsage } from '../usage.ts';

/**
 * One object of the messages API into the answer: a stream's event, or a whole message. It is told by its own `type`;
 * the SSE event name, which gateways leave out, only fills in. Events of a type not known here are skipped, as
 * Anthropic's documents ask. Returns false when it was no part of an answer.
 */
export function decodeAnthropic(value: JsonObject, event: string | undefined, answer: Answer): boolean {
  switch (stringAt(value, 'type') ?? event) {
    case 'message_start':
      addUsage(objectAt(value, 'message'), answer);
      return true;
    case 'content_block_start':
      decodeBlock(objectAt(value, 'content_block') ?? {}, countAt(value, 'index'), answer);
      return true;
    case 'content_block_delta':
      decodeDelta(objectAt(value, 'delta') ?? {}, countAt(value, 'index'), answer);
      return true;
    case 'message_delta':
      addUsage(value, answer);
      addStop(objectAt(value, 'delta'), answer);
      return true;
    case 'message_stop':
      answer.addDone();
      return true;
    case 'ping':
    case 'content_block_stop':
      return false;
    default:
      return decodeWhole(value, answer);
  }
}

function decodeWhole(value: JsonObject, answer: Answer): boolean {
  addUsage(value, answer);
  if (Array.isArray(value['content'])) {
    for (const [index, block] of arrayAt(value, 'content').entries()) {
      decodeBlock(isObject(block) ? block : {}, index, answer);
    }
    addStop(value, answer);
    return true;
  }
  // ModelsLab's older shape, on any path: the text is the top-level `message`.
  const message = stringAt(value, 'status')?.toLowerCase() === 'success' ? stringAt(value, 'message') : undefined;
  answer.addText(message ?? '');
  return message !== undefined;
}

/** A block as it opens, or a whole one: a bridge may put everything into the opening. */
function decodeBlock(block: JsonObject, index: number | undefined, answer: Answer): void {
  if (block['type'] === 'tool_use') {
    const input = objectAt(block, 'input') ?? {};
    answer.addTool({
      index,
      id: stringAt(block, 'id'),
      name: stringAt(block, 'name'),
      // An empty input is the opening's place-holder: the real one follows in pieces.
      arguments: Object.keys(input).length > 0 ? input : undefined,
    });
    return;
  }
  // `redacted_thinking` has only `data`, which nobody but its model can read.
  if (block['type'] === 'thinking' || block['type'] === 'redacted_thinking') {
    answer.openThoughtBlock(index ?? 0, block);
  }
  answer.addReasoning(stringAt(block, 'thinking') ?? '');
  answer.addText(stringAt(block, 'text') ?? '');
}

function decodeDelta(delta: JsonObject, index: number | undefined, answer: Answer): void {
  const text = stringAt(delta, 'text');
  if (text !== undefined) {
    answer.addText(text);
    return;
  }
  const thinking = stringAt(delta, 'thinking');
  if (thinking !== undefined) {
    answer.addReasoning(thinking);
    answer.growThoughtBlock(index ?? 0, 'thinking', thinking);
  }
  const signature = stringAt(delta, 'signature');
  if (signature !== undefined) {
    answer.growThoughtBlock(index ?? 0, 'signature', signature);
  }
  const json = stringAt(delta, 'partial_json');
  if (json !== undefined) {
    answer.addTool({ index, id: undefined, name: undefined, arguments: json });
  }
}

function addUsage(holder: JsonObject | undefined, answer: Answer): void {
  const usage = objectAt(holder, 'usage');
  if (usage) {
    answer.addUsage(anthropicUsage(usage));
  }
}

function addStop(holder: JsonObject | undefined, answer: Answer): void {
  const reason = stringAt(holder, 'stop_reason');
  if (reason !== undefined) {
    answer.addFinish(reason);
  }
}
