import { l10n } from 'vscode';
import type { Endpoint } from '../../core/endpoint.ts';
import type { Preset } from '../../core/parameters/presets.ts';
import type { ParameterName, ParameterValues, ShownParameters } from '../../protocol/parameters.ts';

/** Names of fields as either wire spells them; a refusal names one. */
const wireNames: Readonly<Partial<Record<ParameterName, readonly string[]>>> = {
  temperature: ['temperature'],
  maxTokens: ['max_completion_tokens'],
  topP: ['top_p'],
  frequencyPenalty: ['frequency_penalty'],
  presencePenalty: ['presence_penalty'],
  format: ['response_format'],
};

export function presetLabel(id: Preset['id']): string {
  switch (id) {
    case 'page':
      return l10n.t('ModelsLab\'s page');
    case 'minimax':
      return l10n.t('MiniMax\'s advice');
    case 'minimax-math':
      return l10n.t('MiniMax\'s advice for mathematics');
  }
}

/** Max tokens below which a thought may leave nothing for the answer. */
const fewTokens = 4000;

/** What there is to know of each field at an endpoint of this shape. `refused`: names of fields that the endpoint said no to. */
export function remarksOn(wire: Endpoint['wire'], refused: readonly string[], { maxTokens }: Pick<ParameterValues, 'maxTokens'>): ShownParameters['remarks'] {
  const no = Object.entries(wireNames)
    .filter(([, names]) => names.some((name) => refused.includes(name)))
    .map(([name]) => [name, l10n.t('The endpoint refused this for the model; it is not sent.')] as const);
  const few = maxTokens < fewTokens ? { maxTokens: l10n.t('A model that thinks may spend all of them before it answers.') } : {};
  return { ...few, ...(wire === 'anthropic' ? anthropicRemarks() : {}), ...Object.fromEntries(no) };
}

/** What the messages API does not have: https://docs.modelslab.com/llm-api/messages */
function anthropicRemarks(): ShownParameters['remarks'] {
  const missing = l10n.t('The messages API has no such parameter; it is not sent.');
  return {
    temperature: l10n.t('The messages API takes 1 at most; more is sent as 1.'),
    frequencyPenalty: missing,
    presencePenalty: missing,
    format: l10n.t('The messages API has no such parameter; the request asks for it in words.'),
  };
}
