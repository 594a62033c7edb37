import { foundParts, matcher, type FoundIn } from '../../protocol/find.ts';
import { shownText } from './shownText.ts';

/** What is searched of a turn. */
interface Searched {
  readonly id: string;
  readonly prompt: { readonly text: string };
  readonly thought: string;
  readonly text: string;
}

/** What was read before, by turn: typing searches again for each letter. */
const read = new Map<string, { readonly text: string; readonly shown: string }>();

/** Counts what is found in each part of each turn as the page shows it, in order. Nothing is found for an empty query. */
export function findInTurns(turns: readonly Searched[], query: string, matchCase: boolean): readonly FoundIn[] {
  if (query === '') {
    return [];
  }
  const pattern = matcher(query, matchCase);
  const before = new Map(read);
  read.clear();
  return turns.flatMap((turn) => {
    const known = before.get(turn.id);
    const shown = known?.text === turn.text ? known.shown : shownText(turn.text);
    read.set(turn.id, { text: turn.text, shown });
    const texts = { prompt: turn.prompt.text, thought: turn.thought, text: shown };
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
