import * as assert from 'node:assert/strict';
import { isElision } from '../../../../src/core/edit/elision.ts';

describe('a line for lines that were left out', () => {
  for (const line of [
    '// ... existing code ...',
    '    # ...',
    '  // \u2026 rest of the function',
    '/* ... unchanged ... */',
    '<!-- ... existing markup ... -->'.replace('markup', 'code'),
    '{/* ... other components ... */}',
    '-- ... remaining columns ...',
    '// (rest of the code)...',
    '# rest of the file unchanged',
    '// existing code here',
    '# ... keep the rest as is ...',
    '// ... existing useEffect hooks ...',
    '// rest of the methods unchanged...',
    '// Other imports...',
  ]) {
    it(`is ${line}`, () => {
      assert.equal(isElision(line), true);
    });
  }

  for (const line of [
    '...',
    'f(...args) // spread',
    '// Wait for the rest of the answer',
    '// keep trying...',
    '// see https://example.org/...',
    '# Loading...',
    '// Same for the others, but sorted...',
    '# Existing users keep their plan...',
    '# Other notes...',
    '// existing code paths need this',
    'const rest = items.slice(1); // the rest of the items',
  ]) {
    it(`is not ${line}`, () => {
      assert.equal(isElision(line), false);
    });
  }

  it('is no heading of Markdown', () => {
    assert.equal(isElision('## Other sections...', 'markdown'), false);
    assert.equal(isElision('# ...', 'markdown'), false);
    assert.equal(isElision('<!-- ... rest of the file ... -->', 'markdown'), true);
  });
});
