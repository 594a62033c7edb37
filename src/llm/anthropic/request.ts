import type { ChatRequest } from '../../core/model.ts';

/** The version of the messages API that this client speaks; optional at ModelsLab, required by Anthropic. */
export const anthropicVersion = '2023-06-01';

/**
 * The body of a streamed message. The temperature of this API goes to 1, that of chat completions to 2; penalties do not
 * exist here, and only `model` names the model.
 */
export function anthropicBody(request: ChatRequest): Readonly<Record<string, unknown>> {
  const { parameters } = request;
  return {
    model: request.model,
    max_tokens: parameters.maxTokens,
    ...(request.system === '' ? {} : { system: request.system }),
    messages: request.messages.map(({ role, text }) => ({ role, content: text })),
    temperature: Math.min(parameters.temperature, 1),
    top_p: parameters.topP,
    stream: true,
  };
}
