import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { nests } from '../../fakes/nests.ts';
import { eachPage } from './eachPage.ts';
import type { ChatPage } from './pageHost.ts';
import { finished, turn } from './samples.ts';

const attacks = [
  '<script>window.hacked = 1</script>',
  '<img src="https://evil.example/a.png" onerror="window.hacked = 1">',
  '![x](https://evil.example/b.png)',
  '![x](data:image/svg+xml;base64,PHN2Zy8+)',
  '<svg onload="window.hacked = 1"><script>window.hacked = 1</script></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror="window.hacked = 1">',
  '<iframe src="https://evil.example/c"></iframe><object data="https://evil.example/d"></object><embed src="https://evil.example/e">',
  '<link rel="stylesheet" href="https://evil.example/f.css"><style>@import "https://evil.example/g.css";</style>',
  '<p style="background: url(https://evil.example/h.png); position: fixed; inset: 0">styled</p>',
  '<form action="https://evil.example/i"><input name="key" autofocus onfocus="window.hacked = 1"><button>Set API key</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/j"><base href="https://evil.example/">',
  '<video src="https://evil.example/k" autoplay></video><audio src="https://evil.example/l"></audio>',
  '<a href="javascript:window.hacked = 1">run</a> [run](javascript:window.hacked=1) [run](data:text/html,x) [run](vbscript:x) [run](command:workbench.action.quit)',
  '[run](java&#x73;cript:window.hacked=1) <javascript:window.hacked=1> [q](https://ok.example/"onclick="window.hacked=1)',
  '[file](file:///etc/passwd) [scheme](//evil.example/m) [rel](x.ts) [vs](vscode://evil/x)',
  '<div class="failure button" role="alert" data-action="copy" id="app" contenteditable>spoof</div>',
  '```"onmouseover="window.hacked=1\ncode\n```',
  '``` <img src=x onerror=window.hacked=1>\n</code></pre><img src=x onerror=window.hacked=1>\n```',
  '```html\n<script>window.hacked = 1</script><img src="https://evil.example/n.png">\n```',
  '| a |\n| - |\n| <img src=x onerror=window.hacked=1> |',
  '- [x] <input type="image" src="https://evil.example/o.png">',
  '<br onclick="window.hacked=1"><kbd onclick=window.hacked=1>k</kbd><details open ontoggle=window.hacked=1>d</details>',
  '<!-- <img src=x onerror=window.hacked=1> --> <![CDATA[ <img src=x onerror=window.hacked=1> ]]>',
  '<noscript><p title="</noscript><img src=x onerror=window.hacked=1>">',
  '$\\href{javascript:window.hacked=1}{x}$ $\\url{javascript:window.hacked=1}$ $\\includegraphics{https://evil.example/p.png}$',
  '$\\class{failure}{x}$ $\\id{app}{x}$ $\\style{background:url(https://evil.example/q.png)}{x}$ $\\data{action=copy}{x}$',
  '$\\text{<img src=x onerror=window.hacked=1>}$ $$\\color{red;background:url(https://evil.example/r.png)}{x}$$ $<img src=x onerror=window.hacked=1>$',
  '$$\\def\\a{\\a\\a}\\a$$ $\\rule{9999em}{9999em}$ $\\htmlClass{button}{x}$ $\\colorbox{url(https://evil.example/s.png)}{x}$ $\\unknown{x}$',
  'a[^<img/src=x/onerror=window.hacked=1>] b[^"onclick="window.hacked=1]\n\n[^<img/src=x/onerror=window.hacked=1>]: <img src=x onerror=window.hacked=1>\n[^"onclick="window.hacked=1]: javascript:window.hacked=1',
  '[^__proto__] [^constructor] [__proto__]\n\n[^__proto__]: note\n[__proto__]: javascript:window.hacked=1\n[constructor]: data:text/html,x',
  '<span class="math display">\\href{javascript:window.hacked=1}{x}</span><sup class="footnote-reference">spoof</sup>',
  '# <img src=x onerror=window.hacked=1>\n\n> <script>window.hacked=1</script>',
];

/** Elements and attributes that may be in an answer; all others are a leak. */
const allowedElements = /^(?:p|br|hr|strong|em|b|i|u|s|del|ins|mark|sub|sup|kbd|code|pre|blockquote|ul|ol|li|h[2-6]|table|thead|tbody|tr|th|td|a|span|div|button|math|m[a-z]+)$/;
const allowedAttributes = /^(?:href|title|class|start|align|dir|tabindex|type|data-action|data-language|data-footnote|data-label|data-path|data-tex|aria-label|aria-hidden|display|style|mathvariant|mathcolor|mathbackground|scriptlevel|displaystyle|width|height|depth|voffset|[lr]space|stretchy|symmetric|separator|fence|form|largeop|movablelimits|accent|accentunder|minsize|maxsize|linethickness|column\w+|row\w+|notation)$/;

describe('The page, given hostile answers', () => {
  let chat: ChatPage;
  eachPage((opened) => {
    chat = opened;
  }, { complains: true });

  /** Clicks and hovers all there is, then tells what got through. */
  async function findings() {
    const leaks = await chat.page.evaluate(
      ([elements, attributes]) =>
        [...document.querySelectorAll('.markdown *, .bubble *, .thought-body *')].flatMap((element) => [
          ...(new RegExp(elements).test(element.localName) ? [] : [element.outerHTML]),
          ...element.getAttributeNames().filter((name) => !new RegExp(attributes).test(name)).map((name) => `${name} in ${element.outerHTML}`),
          // Only the drawer of formulas may set styles, and none that load.
          ...(element.hasAttribute('style') && (!element.closest('math') || /url|fixed/.test(element.getAttribute('style') ?? '')) ? [`style of ${element.outerHTML}`] : []),
        ]),
      [allowedElements.source, allowedAttributes.source] as const,
    );
    const links = await chat.page.locator('.markdown a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    await chat.page.evaluate(() => {
      // A link would leave the page, as it never does in a webview.
      document.addEventListener('click', (event) => { event.preventDefault(); }, { capture: true });
      for (const element of document.querySelectorAll('.markdown *')) {
        element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
        element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      }
    });
    const hacked = await chat.page.evaluate(() => 'hacked' in window);
    return { leaks, hacked, badLinks: links.filter((href) => href !== '' && !/^(?:https?:\/\/|mailto:)/.test(href)) };
  }

  const clean = { leaks: [], hacked: false, badLinks: [] };

  it('runs nothing and requests nothing for a whole answer', async () => {
    await chat.snapshot(attacks.map((text, index) => finished(String(index), { text, prompt: text, thought: text, thoughtMs: 1 })));
    await chat.page.evaluate(() => { document.querySelectorAll('.turn').forEach((element) => { element.classList.remove('finished'); }); });
    assert.deepEqual(await findings(), clean);
    assert.deepEqual(chat.strangeRequests, []);
    assert.deepEqual(chat.consoleMessages, []);
  });

  it('runs nothing and requests nothing while they stream', async () => {
    for (const [index, text] of attacks.entries()) {
      await chat.snapshot([turn(String(index))]);
      for (let at = 0; at < text.length; at += 5) {
        await chat.send({ type: 'append', turnId: String(index), thought: '', text: text.slice(at, at + 5) });
      }
      assert.deepEqual(await findings(), clean, text);
    }
    assert.deepEqual(chat.strangeRequests, []);
    assert.deepEqual(chat.consoleMessages, []);
  }).timeout(120_000);

  it('runs nothing and requests nothing when it is looked for and found', async () => {
    await chat.snapshot([finished('1', { text: attacks.join('\n\n'), prompt: attacks.join('\n') })]);
    await chat.send({ type: 'openFind' });
    const field = chat.page.getByRole('textbox', { name: 'Find' });
    // The empty box has asked once.
    await chat.waitForPosted('find');
    let finds = 1;
    for (const text of attacks.filter((each) => !each.includes('\n'))) {
      await field.fill(text);
      const asked = await chat.page.waitForFunction((known) => window.posted.filter(({ type }) => type === 'find').slice(known).at(-1), finds);
      finds += 1;
      assert.deepEqual(await asked.jsonValue(), { type: 'find', query: text, matchCase: false });
      await chat.send({ type: 'found', query: text, matchCase: false, found: [{ turnId: '1', part: 'prompt', count: 1 }, { turnId: '1', part: 'text', count: 1 }] });
      await field.press('Enter');
    }
    assert.deepEqual(await findings(), clean);
    assert.equal(await chat.page.locator('.find img, .find script, .find svg, .find iframe').count(), 0);
    assert.deepEqual(chat.strangeRequests, []);
    assert.deepEqual(chat.consoleMessages, []);
  });

  it('shows what is nested too deeply as it was written, between what came before and after', async () => {
    const links = `${'['.repeat(3000)}x${'](a)'.repeat(3000)}`;
    for (const [index, nest] of [...Object.values(nests), links].entries()) {
      // Lines are told apart once they are whole.
      const text = `Intro\n\n${nest}\n\nConclusion\n`;
      const streamed = `streamed${index}`;
      await chat.snapshot([finished(String(index), { text }), turn(streamed)]);
      for (const piece of text.split(/(?<=\n)/)) {
        await chat.send({ type: 'append', turnId: streamed, thought: '', text: piece });
      }
      for (const answer of await chat.page.locator('.markdown').all()) {
        // What took long to draw is drawn again after a pause.
        await answer.getByText('Conclusion', { exact: true }).waitFor();
        // Chapters far from the view are not there unless they are asked for.
        await answer.evaluate((element) => element.dispatchEvent(new CustomEvent('pin', { detail: true })));
        const words = await answer.locator('p').allInnerTexts();
        assert.deepEqual([words[0], words.at(-1)], ['Intro', 'Conclusion']);
        if (nest !== links) {
          assert.equal((await answer.locator('pre').textContent())?.trim(), nest.trim());
        }
      }
    }
    assert.deepEqual(chat.consoleMessages, []);
  }).timeout(120_000);

  it('shows JSON of any depth and width as far as it is unfolded', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const wide = JSON.stringify(Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => [1])));
    await chat.snapshot([finished('1', { json: { text: deep } }), finished('2', { json: { text: wide } })]);
    const nodes = await chat.page.evaluate(() => document.querySelectorAll('.json *').length);
    assert.ok(nodes > 0 && nodes < 2000, `${nodes} nodes`);
    await chat.page.locator('.json').first().locator('summary').last().click();
    await chat.page.locator('.json').first().locator('summary').nth(3).waitFor();
    assert.deepEqual(chat.consoleMessages, []);
  });

  it('tells what it could not draw, and that it is done with it', async () => {
    await chat.snapshot([turn('1')]);
    await chat.sendRaw([{ type: 'turnStarted', turn: { id: '2', prompt: 'p' } }, { type: 'append', turnId: '1', thought: '', text: 'x' }].map((message) => ({ ...message, epoch: chat.epoch })));
    assert.match((await chat.waitForPosted('pageError')).message, /TypeError/);
    await chat.waitForPosted('drawn');
  });

  it('has a sanitizer that holds by itself, were all the html let through before it', async () => {
    const { outputFiles } = await build({
      entryPoints: ['src/webview/markdown/sanitize.ts'],
      bundle: true,
      format: 'iife',
      globalName: 'guard',
      write: false,
    });
    await chat.page.evaluate(`${outputFiles[0]?.text ?? ''}; window.guard = guard;`);
    await chat.page.evaluate((html) => {
      const { guard } = window as unknown as { guard: { sanitize: (html: string) => DocumentFragment } };
      const target = document.createElement('div');
      target.className = 'markdown';
      target.append(...html.map((piece) => guard.sanitize(piece)));
      document.body.append(target);
    }, attacks);
    assert.deepEqual(await findings(), clean);
    assert.equal(await chat.page.locator('.markdown .failure, .markdown .button').count(), 0);
    assert.deepEqual(chat.strangeRequests, []);
  });

  it('shows raw html as the text it is, and a picture as a link', async () => {
    await chat.snapshot([finished('1', { text: 'Use <b>bold</b> and <custom-tag a="1"> ![a cat](https://pets.example/cat.png).' })]);
    const answer = chat.page.locator('.markdown');
    assert.equal(await answer.innerText(), 'Use bold and <custom-tag a="1"> a cat.');
    assert.equal(await answer.locator('a').getAttribute('href'), 'https://pets.example/cat.png');
  });

  it('shows where a link leads, whatever its words say', async () => {
    await chat.snapshot([finished('1', { text: '[https://bank.example](https://evil.example "https://bank.example")' })]);
    assert.equal(await chat.page.locator('.markdown a').getAttribute('title'), 'https://evil.example');
  });
});
