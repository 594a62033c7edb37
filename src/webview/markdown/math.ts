import temml from 'temml';

/** A formula's size beyond which it is shown as its source: what one can read, and what is quick to draw. */
const longest = 10_000;

/** MathML of a formula in TeX; undefined when it is none, or too much. Nothing of it can load, link, run or redefine. */
export function toMathMl(tex: string, display: boolean): Node | undefined {
  if (tex.length > longest) {
    return undefined;
  }
  try {
    const options = { displayMode: display, throwOnError: true, trust: false, maxExpand: 1000, wrap: 'none' as const };
    return (temml.__renderToMathMLTree(tex, options) as { toNode: () => Node }).toNode();
  } catch {
    return undefined;
  }
}
