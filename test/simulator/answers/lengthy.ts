const sentence =
  'This sentence is simulated, and stands here so that a long answer has something to say while it arrives. ';

/** Plain paragraphs of exactly `tokens` pieces, as `split` cuts them; at least one. */
export function paddedText(split: (text: string) => readonly string[], tokens: number): string {
  const wanted = Math.max(1, tokens);
  let text = `${sentence.repeat(5).trimEnd()}\n\n`;
  let pieces = split(text);
  while (pieces.length < wanted) {
    text += text;
    pieces = split(text);
  }
  return pieces.slice(0, wanted).join('');
}

/** A document of `sections` sections, each with every kind of Markdown that a page has to render. */
export function longText(sections: number): string {
  const count = Math.max(1, sections);
  const parts = Array.from(
    { length: count },
    (_, index) => `## Section ${index + 1} of ${count}

${sentence.trimEnd()} It has **bold** words, \`code\` and a [link](https://example.com/${index + 1}).

1. First, a numbered list.
2. Then its second entry.
   - with an entry inside.

| Item | Value |
| --- | ---: |
| section | ${index + 1} |
| square | ${(index + 1) ** 2} |

\`\`\`python
def section_${index + 1}(values):
    """Simulated."""
    return [value * ${index + 1} for value in values if value is not None]
\`\`\`

> A quotation ends the section.`,
  );
  return `*Simulated answer, long on purpose.*\n\n${parts.join('\n\n')}\n`;
}
