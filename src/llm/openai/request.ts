import type { Endpoint } from '../../core/endpoint.ts';
import type { ChatRequest, ResponseFormat, ToolChoice } from '../../core/model.ts';
import { withJsonWords } from '../jsonWords.ts';
import { definedFields } from '../optionalFields.ts';
import { stopsOf, within } from '../range.ts';
import { openAiMessages } from './messages.ts';

/** Said instead of `response_format` when an endpoint knows JSON mode but no schema. */
export const jsonSchemaRefused = 'json_schema';

/**
 * The body of a streamed chat completion. The common values are sent explicitly, because documented defaults disagree with
 * each other; `stream_options` is not, because ModelsLab does not document it. Every number is moved into its documented
 * range (https://docs.modelslab.com/llm-api/advanced-parameters). `without`: fields that the endpoint refused.
 */
export function openAiBody(
  request: ChatRequest,
  endpoint: Pick<Endpoint, 'modelField'>,
  without: ReadonlySet<string> = new Set(),
): Readonly<Record<string, unknown>> {
  const { parameters, model, responseFormat } = request;
  const maxTokens = Math.max(1, Math.round(parameters.maxTokens));
  return definedFields(
    {
      model: endpoint.modelField === 'model_id' ? undefined : model,
      model_id: endpoint.modelField === 'model' ? undefined : model,
      messages: openAiMessages(request, withJsonWords(request.system, responseFormat)),
      max_tokens: maxTokens,
      max_completion_tokens: without.has('max_tokens') ? maxTokens : undefined,
      temperature: within(parameters.temperature, 0, 2),
      top_p: within(parameters.topP, 0, 1),
      frequency_penalty: within(parameters.frequencyPenalty, -2, 2),
      presence_penalty: within(parameters.presencePenalty, -2, 2),
      top_k: within(whole(parameters.topK), 1, Infinity),
      repetition_penalty: within(parameters.repetitionPenalty, 0.1, 2),
      seed: whole(parameters.seed),
      stop: stopsOf(parameters.stop, 4),
      response_format: responseFormat && formatOf(responseFormat, without.has(jsonSchemaRefused)),
      ...toolFields(request, without),
      stream: true,
    },
    without,
  );
}

function toolFields({ tools, toolChoice }: ChatRequest, without: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  if (!tools || tools.length === 0 || without.has('tools')) {
    // A choice without tools is refused.
    return {};
  }
  return {
    tools: tools.map(({ name, description, parameters }) => ({ type: 'function', function: { name, description, parameters } })),
    tool_choice: toolChoice === undefined ? undefined : choiceOf(toolChoice),
  };
}

function choiceOf(choice: ToolChoice): unknown {
  return typeof choice === 'string' ? choice : { type: 'function', function: choice };
}

function formatOf(format: ResponseFormat, plain: boolean): unknown {
  return format.type === 'json' || plain
    ? { type: 'json_object' }
    : { type: 'json_schema', json_schema: { name: format.name, schema: format.schema, strict: true } };
}

function whole(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}
