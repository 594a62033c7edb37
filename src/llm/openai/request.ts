import type { Endpoint } from '../../core/endpoint.ts';
import type { ChatRequest } from '../../core/model.ts';

/**
 * The body of a streamed chat completion. Every value is sent explicitly, because documented defaults disagree with each
 * other; `stream_options` is not, because ModelsLab does not document it. One leading system message at most: the
 * prompt template of MiniMax M1 drops any later one.
 */
export function openAiBody(request: ChatRequest, endpoint: Endpoint): Readonly<Record<string, unknown>> {
  const { parameters } = request;
  const system = request.system === '' ? [] : [{ role: 'system', content: request.system }];
  return {
    [endpoint.modelField]: request.model,
    messages: [...system, ...request.messages.map(({ role, text }) => ({ role, content: text }))],
    max_tokens: parameters.maxTokens,
    temperature: parameters.temperature,
    top_p: parameters.topP,
    frequency_penalty: parameters.frequencyPenalty,
    presence_penalty: parameters.presencePenalty,
    stream: true,
  };
}
