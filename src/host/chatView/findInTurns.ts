import type { Turn } from '../../core/chat/conversation.ts';
import { foundParts, matcher, type FoundIn } from '../../protocol/find.ts';

/** Counts what is found in each part of each turn, in order. Nothing is found for an empty query. */
export function findInTurns(turns: readonly Turn[], query: string, matchCase: boolean): readonly FoundIn[] {
  if (query === '') {
    return [];
  }
  const pattern = matcher(query, matchCase);
  return turns.flatMap((turn) => {
    const texts = { prompt: turn.prompt.text, thought: turn.thought, text: turn.text };
    return foundParts
      .map((part) => ({ turnId: turn.id, part, count: count(texts[part], pattern) }))
      .filter((found) => found.count > 0);
  });
}

function count(text: string, pattern: RegExp): number {
  pattern.lastIndex = 0;
  let found = 0;
  while (pattern.test(text)) {
    found += 1;
  }
  return found;
}
