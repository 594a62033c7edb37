import assert from 'node:assert/strict';
import { Marked } from 'marked';
import { diagramText } from '../../../../src/core/answers/diagramText.ts';

describe('the document of a diagram', () => {
  it('holds all of the source in one block, whatever fences are in it', () => {
    for (const source of ['flowchart LR\n  a --> b', 'a\n~~~~~~\n![x](https://evil.example/a.png)', `~~~\n${'~'.repeat(40)}\n# Head`, '```\n<img src=x>']) {
      const tokens = new Marked().lexer(diagramText(source));
      assert.deepEqual(tokens.map(({ type, text, lang }: { type: string; text?: string; lang?: string }) => ({ type, text, lang })), [{ type: 'code', text: source, lang: 'mermaid' }]);
    }
  });
});
