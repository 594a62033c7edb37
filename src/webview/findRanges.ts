import { matcher, type FoundPart } from '../protocol/find.ts';

const selectors: Readonly<Record<FoundPart, string>> = {
  prompt: '.question .bubble',
  thought: '.reply .thought-body',
  text: '.reply .markdown',
};

/** The element of a turn's part, when it is drawn. */
export function partElement(root: ParentNode, turnId: string, part: FoundPart): HTMLElement | null {
  const [article = '', inner = ''] = selectors[part].split(' ');
  return root.querySelector<HTMLElement>(`${article}[data-turn="${CSS.escape(turnId)}"] ${inner}`);
}

/** What words are looked for in: a text, or a formula as a whole, whose words are its TeX. */
interface Piece {
  readonly node: Text | HTMLElement;
  readonly start: number;
}

/** Parts of an answer that are not of its words. */
const controls = '.code-header, .code-fold';

const isFormula = (node: Node): node is HTMLElement => node instanceof HTMLElement && node.classList.contains('math');

function piecesOf(root: Element): { readonly pieces: readonly Piece[]; readonly text: string } {
  const pieces: Piece[] = [];
  let text = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node instanceof Text) {
      return node.parentElement?.closest('.math') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    }
    return node instanceof Element && node.matches(controls) ? NodeFilter.FILTER_REJECT : isFormula(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const piece = node as Piece['node'];
    pieces.push({ node: piece, start: text.length });
    text += piece instanceof Text ? piece.data : (piece.dataset['tex'] ?? piece.textContent);
  }
  return { pieces, text };
}

/** Ranges of what is found in the words of `root`, across elements; at most `most`. */
export function rangesIn(root: Element, query: string, matchCase: boolean, most: number): Range[] {
  const { pieces, text } = piecesOf(root);
  const ranges: Range[] = [];
  let index = 0;
  for (const match of text.matchAll(matcher(query, matchCase))) {
    if (ranges.length === most) {
      break;
    }
    const end = match.index + match[0].length;
    const place = (offset: number): Piece | undefined => {
      while ((pieces[index + 1]?.start ?? Infinity) <= offset) {
        index += 1;
      }
      return pieces[index];
    };
    const first = place(match.index);
    const last = place(end - 1);
    if (first && last) {
      const range = document.createRange();
      if (first.node instanceof Text) {
        range.setStart(first.node, match.index - first.start);
      } else {
        range.setStart(first.node, 0);
      }
      if (last.node instanceof Text) {
        range.setEnd(last.node, end - last.start);
      } else {
        range.setEnd(last.node, last.node.childNodes.length);
      }
      ranges.push(range);
    }
  }
  return ranges;
}
