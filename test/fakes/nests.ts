/** Short texts that no parser gets to the bottom of, by what they are. */
export const nests: Readonly<Record<string, string>> = {
  quotes: `${'>'.repeat(2000)}x`,
  'lists on a line': `${'- '.repeat(1660)}x`,
  lists: Array.from({ length: 400 }, (_, level) => `${'  '.repeat(level)}- item`).join('\n'),
  'numbered lists': `${'1. '.repeat(1660)}x`,
  emphasis: `${'*'.repeat(2062)}x${'*'.repeat(2062)}`,
  'lists in quotes': `${'> - '.repeat(800)}x`,
};
