import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pageText } from '../../../src/node/pageText.ts';
import { runs } from '../fuzz.ts';

describe('The text of a web page', () => {
  it('has headings, lists, tables and code, and nothing that stands around them', () => {
    const { title, text } = pageText(
      `<!doctype html><html><head><title>How &amp; why</title><style>p{}</style></head><body><nav>Home Blog</nav><main><h1>How</h1>
       <p>Some  <b>bold</b> words &lt;tag&gt; and <code>x = 1</code>.</p><ul><li>one</li><li>two</li></ul>
       <pre>a\n  b</pre><table><tr><th>n</th><th>m</th></tr><tr><td>1</td><td>2</td></tr></table><script>evil()</script></main><footer>Imprint</footer></body></html>`,
    );
    assert.equal(title, 'How & why');
    assert.equal(text, '# How\n\nSome bold words <tag> and `x = 1`.\n\n- one\n- two\n\n```\na\n  b\n```\n\nn | m\n1 | 2');
  });

  it('takes the longest article where there is no main, and else all', () => {
    assert.equal(pageText('<body>x<article>short</article><article>much longer</article></body>').text, 'much longer');
    assert.equal(pageText('<p>one<p>two').text, 'one\n\ntwo');
    assert.equal(pageText('plain').text, 'plain');
  });

  it('comes to an end with whatever it is given, and never tells what a script says', () => {
    const piece = fc.constantFrom('<p>', '</p>', '<main>', '</main>', '<script>', '</script>', '<pre>', '</pre>', '<li>', '<td>', 'word', '&amp;', '<', '"', '<!--', '-->', '\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { text } = pageText(`${pieces.join('')}</pre></script><script>secret</script>`);
        assert.ok(!text.includes('secret') || pieces.includes('<!--'), text);
        assert.doesNotMatch(text, /\n{3}/);
      }),
      runs(),
    );
  });
});
