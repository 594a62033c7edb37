import type { FinishReason } from '../core/model.ts';

const known: ReadonlyMap<string, FinishReason> = new Map([
  // OpenAI, and through gateways Together (`eos`) and Google (upper case).
  ['stop', 'stop'],
  ['eos', 'stop'],
  ['length', 'length'],
  ['max_tokens', 'length'],
  ['tool_calls', 'tool-calls'],
  ['function_call', 'tool-calls'],
  ['content_filter', 'content-filter'],
  // Anthropic.
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool-calls'],
  ['refusal', 'content-filter'],
]);

/** Any wire's word for why it stopped, as ours. */
export function finishReasonOf(raw: string): FinishReason {
  return known.get(raw.toLowerCase()) ?? 'other';
}
