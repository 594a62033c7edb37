import { sanitizeMath } from './sanitize.ts';

type ToMathMl = (tex: string, display: boolean) => Node | undefined;

/** Formulas kept drawn: one that streams is asked for again with each token. */
const mostKept = 200;

let toMathMl: ToMathMl | undefined;
let loading: Promise<void> | undefined;
const kept = new Map<string, Node | undefined>();

function drawn(draw: ToMathMl, tex: string, display: boolean): Node | undefined {
  const key = `${display ? 'd' : 'i'}${tex}`;
  if (!kept.has(key)) {
    if (kept.size >= mostKept) {
      kept.clear();
    }
    const node = draw(tex, display);
    kept.set(key, node && sanitizeMath(node));
  }
  return kept.get(key)?.cloneNode(true);
}

function draw(element: Element): void {
  if (toMathMl) {
    const node = drawn(toMathMl, element.textContent, element.classList.contains('display'));
    element.classList.add(node ? 'drawn' : 'source');
    if (node) {
      // To be found by its words.
      element.setAttribute('data-tex', element.textContent);
      element.replaceChildren(node);
    }
  }
}

async function load(): Promise<void> {
  // A chunk of its own: a page without formulas never loads it.
  ({ toMathMl } = await import('./math.ts'));
  document.querySelectorAll('.math:not(.drawn, .source)').forEach(draw);
}

/** Draws the formulas in `root`, now or as soon as that can be done; one that is not understood is shown as its source. */
export function drawMath(root: DocumentFragment): void {
  const formulas = root.querySelectorAll('.math');
  if (formulas.length > 0) {
    // A failure to load reaches the page's error handler.
    loading ??= load();
    formulas.forEach(draw);
  }
}
