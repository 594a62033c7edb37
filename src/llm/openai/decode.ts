import type { Answer } from '../answer.ts';
import { arrayAt, countAt, isObject, objectAt, stringAt, type JsonObject } from '../json.ts';
import { openAiUsage } from '../usage.ts';

/**
 * One object of chat completions into the answer: a stream's chunk, or a whole completion, which is read as one chunk.
 * Every field may be missing, null or of another shape. Returns false when it was no part of an answer.
 */
export function decodeOpenAi(value: JsonObject, answer: Answer): boolean {
  const choices = arrayAt(value, 'choices');
  const usage = objectAt(value, 'usage');
  if (usage) {
    answer.addUsage(openAiUsage(usage));
  }
  if (choices.length === 0 && !Array.isArray(value['choices'])) {
    // ModelsLab's older shape: the text is the top-level `message`.
    const message = stringAt(value, 'status')?.toLowerCase() === 'success' ? stringAt(value, 'message') : undefined;
    answer.addText(message ?? '');
    return message !== undefined || usage !== undefined;
  }
  for (const choice of choices) {
    // Only one answer was asked for.
    if (isObject(choice) && (countAt(choice, 'index') ?? 0) === 0) {
      decodeChoice(choice, answer);
    }
  }
  return true;
}

function decodeChoice(choice: JsonObject, answer: Answer): void {
  const delta = objectAt(choice, 'delta');
  // Some end a stream with the whole message once more.
  const part = delta ?? (answer.hasText ? undefined : objectAt(choice, 'message'));
  if (part) {
    answer.addReasoning(reasoningOf(part));
    addDetails(part, answer);
    decodeContent(part['content'], answer);
    answer.addText(stringAt(part, 'refusal') ?? '');
    decodeTools(part, answer);
  } else if (!objectAt(choice, 'message')) {
    // The older completions have a piece of text in each chunk.
    answer.addText(stringAt(choice, 'text') ?? '');
  }
  const usage = objectAt(choice, 'usage');
  if (usage) {
    answer.addUsage(openAiUsage(usage));
  }
  const finish = stringAt(choice, 'finish_reason');
  if (finish !== undefined) {
    answer.addFinish(finish);
  }
}

/**
 * The thought of one delta. DeepSeek's style and older vLLM say `reasoning_content`, OpenRouter, Together and newer vLLM
 * `reasoning`; OpenRouter adds the same once more as `reasoning_details`. It is counted once.
 */
function reasoningOf(part: JsonObject): string {
  return (
    stringAt(part, 'reasoning_content') ??
    stringAt(part, 'reasoning') ??
    arrayAt(part, 'reasoning_details')
      .map((detail) => stringAt(detail, 'text') ?? stringAt(detail, 'summary') ?? '')
      .join('')
  );
}

function addDetails(part: JsonObject, answer: Answer): void {
  if (Array.isArray(part['reasoning_details'])) {
    for (const detail of arrayAt(part, 'reasoning_details')) {
      if (isObject(detail)) {
        answer.addReasoningDetail(detail);
      }
    }
  }
}

/** Text, or a list of blocks with text; a block may also be a thought. */
function decodeContent(content: unknown, answer: Answer): void {
  if (typeof content === 'string') {
    answer.addText(content);
    return;
  }
  for (const block of Array.isArray(content) ? (content as readonly unknown[]) : []) {
    const thought = isObject(block) ? block['thinking'] : undefined;
    if (typeof thought === 'string') {
      answer.addReasoning(thought);
    } else if (Array.isArray(thought)) {
      answer.addReasoning(thought.map((piece) => stringAt(piece, 'text') ?? '').join(''));
    } else {
      answer.addText(typeof block === 'string' ? block : (stringAt(block, 'text') ?? ''));
    }
  }
}

function decodeTools(part: JsonObject, answer: Answer): void {
  for (const call of arrayAt(part, 'tool_calls')) {
    if (isObject(call)) {
      const called = objectAt(call, 'function');
      answer.addTool({
        index: countAt(call, 'index'),
        id: stringAt(call, 'id'),
        name: stringAt(called, 'name'),
        arguments: called?.['arguments'],
      });
    }
  }
  const legacy = objectAt(part, 'function_call');
  if (legacy) {
    answer.addTool({ index: 0, id: undefined, name: stringAt(legacy, 'name'), arguments: legacy['arguments'] });
  }
}
