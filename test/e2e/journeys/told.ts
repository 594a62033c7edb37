// What the page was told of an answer: what it has shown, or was about to show.
import type { Workbench } from '../driver/workbench.ts';

/** A message to the page, as far as it matters here. */
interface Told {
  readonly type: string;
  readonly turnId?: string;
  readonly text?: string;
  readonly thought?: string;
  readonly window?: { readonly turns: readonly ToldTurn[] };
}

interface ToldTurn {
  readonly id: string;
  readonly text: string;
  readonly thought: string;
}

function messages(workbench: Workbench): readonly Told[] {
  return workbench.webviewMessages.filter(({ from }) => from === 'host').map(({ text }) => JSON.parse(text) as Told);
}

/** The turn that was told of last, by its deltas from its beginning on. */
export function toldByDeltas(workbench: Workbench): ToldTurn {
  const told = messages(workbench);
  const id = told.findLast(({ type }) => type === 'append')?.turnId ?? '';
  const deltas = told.filter(({ type, turnId }) => type === 'append' && turnId === id);
  const all = (part: 'text' | 'thought'): string => deltas.map((message) => message[part] ?? '').join('');
  return { id, text: all('text'), thought: all('thought') };
}

/** The turn as the page was last given it whole. */
export function toldWhole(workbench: Workbench, id: string): ToldTurn | undefined {
  return messages(workbench).findLast(({ type }) => type === 'window' || type === 'snapshot')?.window?.turns.find((turn) => turn.id === id);
}
