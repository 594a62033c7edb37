import { fill, type Strings } from '../../protocol/strings.ts';

/** The words of a footnote's controls. */
export type FootnoteWords = Pick<Strings, 'footnote' | 'footnoteBack'>;

function control(kind: 'reference' | 'note', label: string, text: string, name: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.dataset['footnote'] = kind;
  button.dataset['label'] = label;
  button.ariaLabel = name;
  button.title = name;
  button.textContent = text;
  return button;
}

/** Makes the references to notes, and the labels of the notes themselves, lead to each other. */
export function linkFootnotes(root: DocumentFragment, words: FootnoteWords): void {
  for (const reference of root.querySelectorAll('sup.footnote-reference')) {
    const label = reference.textContent;
    reference.replaceChildren(control('reference', label, label, fill(words.footnote, label)));
  }
  for (const name of root.querySelectorAll('span.footnote-label')) {
    const label = name.textContent;
    name.replaceChildren(control('note', label, label, fill(words.footnoteBack, label)));
  }
}

/** Goes from a clicked reference to its note, and from a note to where it is first referred to; other clicks are left alone. */
export function handleFootnoteClick(event: Event): void {
  const from = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-footnote]') : null;
  const answer = from?.closest('.markdown');
  if (!from || !answer) {
    return;
  }
  const kind = from.dataset['footnote'] === 'reference' ? 'note' : 'reference';
  const label = from.dataset['label']?.toLowerCase();
  // Parts of a long answer that are far from the view are not there: they are called back for the time of the jump.
  answer.dispatchEvent(new CustomEvent('pin', { detail: true }));
  const to = [...answer.querySelectorAll<HTMLElement>(`[data-footnote="${kind}"]`)].find(
    (each) => each.dataset['label']?.toLowerCase() === label,
  );
  to?.scrollIntoView({ block: 'nearest' });
  to?.focus({ preventScroll: true });
  answer.dispatchEvent(new CustomEvent('pin', { detail: false }));
}
