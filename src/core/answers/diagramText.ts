/** Mermaid source as a Markdown document that shows it, and nothing else: the source cannot end its block, and load a picture behind it. */
export function diagramText(source: string): string {
  const longest = [...source.matchAll(/~+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = '~'.repeat(Math.max(3, longest + 1));
  return `${fence}mermaid\n${source}\n${fence}\n`;
}
