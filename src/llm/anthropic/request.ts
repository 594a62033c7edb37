import type { ChatRequest, ToolChoice } from '../../core/model.ts';
import { withJsonWords } from '../jsonWords.ts';
import { definedFields } from '../optionalFields.ts';
import { stopsOf, within } from '../range.ts';
import { anthropicMessages } from './messages.ts';

/** The version of the messages API that this client speaks; optional at ModelsLab, required by Anthropic. */
export const anthropicVersion = '2023-06-01';

/**
 * The body of a streamed message. The temperature of this API goes to 1, that of chat completions to 2; penalties, a seed
 * and JSON mode do not exist here (https://docs.modelslab.com/llm-api/messages), and only `model` names the model.
 * `without`: fields that the endpoint refused.
 */
export function anthropicBody(
  request: ChatRequest,
  without: ReadonlySet<string> = new Set(),
): Readonly<Record<string, unknown>> {
  const { parameters } = request;
  const system = withJsonWords(request.system, request.responseFormat);
  return definedFields(
    {
      model: request.model,
      max_tokens: Math.max(1, Math.round(parameters.maxTokens)),
      system: system === '' ? undefined : system,
      messages: anthropicMessages(request.messages, request.model),
      temperature: within(parameters.temperature, 0, 1),
      top_p: within(parameters.topP, 0, 1),
      top_k: parameters.topK === undefined ? undefined : Math.max(1, Math.round(parameters.topK)),
      stop_sequences: stopsOf(parameters.stop, Infinity),
      ...toolFields(request, without),
      stream: true,
    },
    // Required here; what stands for it elsewhere does not exist.
    new Set([...without].filter((field) => field !== 'max_tokens')),
  );
}

function toolFields({ tools, toolChoice, messages }: ChatRequest, without: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  if (!tools || tools.length === 0 || without.has('tools')) {
    return {};
  }
  // `none` is not documented at ModelsLab. Calls in the history need their tools, so that then they stay, without the choice.
  if (toolChoice === 'none' && !messages.some((message) => message.role === 'tool')) {
    return {};
  }
  return {
    tools: tools.map(({ name, description, parameters }) => ({ name, description, input_schema: parameters })),
    tool_choice: toolChoice === undefined || toolChoice === 'none' ? undefined : choiceOf(toolChoice),
  };
}

function choiceOf(choice: Exclude<ToolChoice, 'none'>): unknown {
  if (typeof choice !== 'string') {
    return { type: 'tool', name: choice.name };
  }
  return { type: choice === 'required' ? 'any' : 'auto' };
}
