import { openPartOf, type BlockKind, type OpenPart } from './openPart.ts';
import { reconcile } from './reconcile.ts';

/** Characters of an unfinished block from which on only its end is drawn again. */
const longBlock = 4000;

/** What is drawn once and for all of the block. */
interface Settled extends OpenPart {
  readonly container: Element;
  /** The last node of it in there. */
  readonly last: ChildNode;
  readonly loose: boolean;
}

/** What may still mean something else once more text follows, outside of code. */
const openMark = /[*_~`[\]<\\$]/;

/** What is not seen in what is drawn, and may be the beginning of something all the same: a tag, a formula. */
const openBeginning = /<|\\[[(]/;

/**
 * Draws an unfinished block into an element as it grows. Of a long list, table or paragraph only the last items, rows or sentences are
 * drawn again: a token costs the same at its end as at its beginning. What that cannot be done for is drawn whole each time.
 */
export class GrowingBlock {
  readonly #target: Element;
  readonly #draw: (source: string) => DocumentFragment;
  readonly #long: number;
  #settled: Settled | undefined;
  /** The length at which settling was tried last. */
  #tried = 0;

  constructor(target: Element, draw: (source: string) => DocumentFragment, long = longBlock) {
    this.#target = target;
    this.#draw = draw;
    this.#long = long;
  }

  /** Shows `source`, which begins with what was shown before. */
  update(source: string): void {
    if (!this.#updateEnd(source)) {
      this.#settled = undefined;
      reconcile(this.#target, this.#draw(source));
    }
    if (source.length - Math.max(this.#settled?.from ?? 0, this.#tried) >= this.#long) {
      this.#tried = source.length;
      this.#settle(source);
    }
  }

  /** Draws what is not settled; false when the block is not what it was settled as. */
  #updateEnd(source: string): boolean {
    const settled = this.#settled;
    if (!settled) {
      return false;
    }
    const drawn = this.#drawPart(source, settled);
    // A list is loose or not as a whole: the item in front tells which.
    if (drawn?.loose !== settled.loose) {
      return false;
    }
    reconcile(settled.container, drawn.container, settled.last);
    return true;
  }

  /** The container of the open part alone; undefined when it is of another kind. */
  #drawPart(source: string, { kind, head, from }: OpenPart): { readonly container: Element; readonly loose: boolean } | undefined {
    const drawn = containerIn(this.#draw(head + source.slice(from)));
    if (drawn?.kind !== kind) {
      return undefined;
    }
    const { container } = drawn;
    const first = kind === 'list' ? container.firstElementChild : null;
    while (first && container.contains(first)) {
      container.firstChild?.remove();
    }
    return { container, loose: first !== null && isLoose([first]) };
  }

  #settle(source: string): void {
    const shown = containerIn(this.#target);
    if (!shown) {
      return;
    }
    const { kind, container } = shown;
    const loose = kind === 'list' && isLoose([...container.children]);
    const part = openPartOf(source, kind, this.#settled?.from ?? 0, loose);
    const last = part && (kind === 'paragraph' ? this.#settleSentences(container, source, part.from) : this.#lastBefore(container, source, part));
    if (last) {
      this.#settled = { ...part, container, last, loose };
    }
  }

  /** The last item or row before the open part. */
  #lastBefore(container: Element, source: string, part: OpenPart): ChildNode | undefined {
    const open = this.#drawPart(source, part)?.container.children.length;
    return open === undefined ? undefined : container.children[container.children.length - open - 1];
  }

  /** Draws the sentences up to `to` for themselves; undefined when something in them may be open still. */
  #settleSentences(container: Element, source: string, to: number): ChildNode | undefined {
    const settled = this.#settled;
    const text = source.slice(settled?.from ?? 0, to);
    const drawn = containerIn(this.#draw(text.trimEnd()));
    if (drawn?.kind !== 'paragraph' || openBeginning.test(text) || openMark.test(textOutsideCode(drawn.container))) {
      return undefined;
    }
    // White space at the end of a paragraph may be dropped, and here it is not the end.
    const space = document.createTextNode(/\s*$/.exec(text)?.[0] ?? '');
    drawn.container.append(space);
    const rest = containerIn(this.#draw(source.slice(to)));
    if (rest?.kind !== 'paragraph') {
      return undefined;
    }
    for (let node = settled ? settled.last.nextSibling : container.firstChild; node; ) {
      const next: ChildNode | null = node.nextSibling;
      node.remove();
      node = next;
    }
    container.append(...drawn.container.childNodes, ...rest.container.childNodes);
    return space;
  }
}

const kinds: Readonly<Record<string, BlockKind>> = { ul: 'list', ol: 'list', p: 'paragraph' };

/** The element that holds the items, rows or words, when it is the only block there. */
function containerIn(parent: ParentNode): { readonly kind: BlockKind; readonly container: Element } | undefined {
  const [block, other] = parent.children;
  if (!block || other) {
    return undefined;
  }
  const rows = block.classList.contains('table') ? block.querySelector('tbody') : undefined;
  const kind = kinds[block.localName];
  return rows ? { kind: 'table', container: rows } : kind && { kind, container: block };
}

/** Whether the words of all items are in paragraphs. */
function isLoose(items: readonly Element[]): boolean {
  const first = items.map((item) => [...item.childNodes].find((node) => node instanceof Element || node.textContent?.trim() !== ''));
  const blocks = ['p', 'ul', 'ol', 'pre', 'div', 'blockquote', 'hr'];
  const isBare = (node: ChildNode | undefined): boolean => node !== undefined && !(node instanceof Element && (blocks.includes(node.localName) || /^h\d$/.test(node.localName)));
  return !first.some(isBare) && first.some((node) => node instanceof Element && node.localName === 'p');
}

function textOutsideCode(element: Element): string {
  return [...element.childNodes]
    .map((node) => (node instanceof Element ? (node.localName === 'code' ? '' : textOutsideCode(node)) : (node.textContent ?? '')))
    .join('');
}
