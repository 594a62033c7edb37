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

/** Ranges of what is found in the words of `root`, across elements; at most `most`. */
export function rangesIn(root: Element, query: string, matchCase: boolean, most: number): Range[] {
  const nodes: { readonly node: Text; readonly start: number }[] = [];
  let text = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest('.code-header') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push({ node: node as Text, start: text.length });
    text += (node as Text).data;
  }
  const ranges: Range[] = [];
  let index = 0;
  for (const match of text.matchAll(matcher(query, matchCase))) {
    if (ranges.length === most) {
      break;
    }
    const end = match.index + match[0].length;
    const place = (offset: number): (typeof nodes)[number] | undefined => {
      while ((nodes[index + 1]?.start ?? Infinity) <= offset) {
        index += 1;
      }
      return nodes[index];
    };
    const first = place(match.index);
    const last = place(end - 1);
    if (first && last) {
      const range = document.createRange();
      range.setStart(first.node, match.index - first.start);
      range.setEnd(last.node, end - last.start);
      ranges.push(range);
    }
  }
  return ranges;
}
