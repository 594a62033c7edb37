const fence = '```';

/** A change to a method of the sample workspace, as models write it: the file is named, the class is not. */
export const appliedText = [
  'The sum can be written in one go. In `src/cart.ts`:',
  '',
  `${fence}ts`,
  'total(): number {',
  '  return [...this.lines.values()].reduce((sum, { price, count }) => sum + price * count, 0);',
  '}',
  fence,
  '',
  'Nothing else has to change.',
].join('\n');
