import type { FoundPart } from '../protocol/find.ts';
import { partElement, rangesIn } from './findRanges.ts';

/** Marks at once; beyond, only the current one counts. */
const mostMarks = 2000;

/** What is looked for, and the match one is at. */
export interface FindPlace {
  readonly query: string;
  readonly matchCase: boolean;
  readonly at: { readonly turnId: string; readonly part: FoundPart; readonly nth: number } | undefined;
}

/** Marks matches without touching the page's elements, which would end selections and undo nothing of what streams. */
export function mark(scroller: Element, place: FindPlace): void {
  const ranges: Range[] = [];
  if (place.query !== '') {
    for (const part of scroller.querySelectorAll('.question .bubble, .reply .thought-body, .reply .markdown')) {
      ranges.push(...rangesIn(part, place.query, place.matchCase, mostMarks - ranges.length));
    }
  }
  CSS.highlights.set('find', new Highlight(...ranges));
  const current = currentRange(scroller, place);
  const highlight = new Highlight(...(current ? [current] : []));
  highlight.priority = 1;
  CSS.highlights.set('find-current', highlight);
}

/** Takes all marks away. */
export function unmark(): void {
  CSS.highlights.delete('find');
  CSS.highlights.delete('find-current');
}

/** Brings the current match into view; its turn must be here. */
export function revealMatch(scroller: Element, { at, ...place }: FindPlace): void {
  if (!at) {
    return;
  }
  const details = partElement(scroller, at.turnId, 'thought')?.closest('details');
  if (at.part === 'thought' && details) {
    details.open = true;
  }
  const range = currentRange(scroller, { at, ...place });
  // Markdown may hold in its source what it does not show, such as an address: then its answer is shown.
  const target = range?.startContainer.parentElement ?? partElement(scroller, at.turnId, at.part);
  unfold(range);
  target?.scrollIntoView({ block: 'center' });
  const box = range?.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  if (box && (box.top < view.top || box.bottom > view.bottom)) {
    // An element higher than the view: its middle need not be where the match is.
    scroller.scrollTop += box.top - view.top - view.height / 2;
  }
}

/** Shows all of a code block whose folded part has the match. */
function unfold(range: Range | undefined): void {
  const block = range?.startContainer.parentElement?.closest('.code.folded');
  const shown = block?.querySelector('pre')?.getBoundingClientRect();
  if (range && shown && range.getBoundingClientRect().bottom > shown.bottom) {
    block?.querySelector<HTMLElement>('.code-fold')?.click();
  }
}

function currentRange(scroller: Element, { query, matchCase, at }: FindPlace): Range | undefined {
  if (!at) {
    return undefined;
  }
  const element = partElement(scroller, at.turnId, at.part);
  const ranges = element ? rangesIn(element, query, matchCase, at.nth + 1) : [];
  return ranges[Math.min(at.nth, ranges.length - 1)];
}
