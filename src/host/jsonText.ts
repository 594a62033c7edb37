import { l10n } from 'vscode';
import type { Turn } from '../core/chat/conversation.ts';
import { readJsonAnswer } from '../core/json/jsonAnswer.ts';
import type { ShownJson } from '../protocol/messages.ts';

/** Characters; a longer answer is left as it is, as is one that is nested too deeply. */
const longest = 1_000_000;

/** The JSON of an answer that was asked for as such, held against its schema; undefined for any other answer. */
export function jsonText({ format, text, end }: Turn): ShownJson | undefined {
  if (!format || end?.type !== 'finished' || text.trim() === '' || text.length > longest) {
    return undefined;
  }
  const answer = readJsonAnswer(text, format.type === 'schema' ? format.schema : undefined);
  if (answer.ok) {
    return { text: JSON.stringify(answer.value) };
  }
  if (answer.problem === 'too-deep') {
    return undefined;
  }
  return answer.problem === 'not-json'
    ? { problem: l10n.t('The answer was to be JSON, and is not. Ask again, or take back the format in Parameters.') }
    : { problem: l10n.t('The answer is JSON, but not as the schema wants it: {0} {1}.', answer.at === '' ? '/' : answer.at, answer.reason) };
}
