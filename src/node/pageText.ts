import { Parser } from 'htmlparser2';

/** Characters of html that are looked at. */
const longestHtml = 5_000_000;

/** What is no text of the page, or stands around it on every page of the site. */
const dropped = new Set(['title', 'script', 'style', 'noscript', 'template', 'svg', 'canvas', 'iframe', 'object', 'nav', 'footer', 'aside', 'form', 'button', 'select', 'dialog', 'head']);
const blocks = new Set(['p', 'div', 'section', 'article', 'main', 'header', 'blockquote', 'ul', 'ol', 'dl', 'dt', 'dd', 'table', 'figure', 'figcaption', 'details', 'summary', 'address', 'pre', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/**
 * The words of a web page, without what stands around them on every page of the site, and its title. Headings, lists, tables and code are
 * told as Markdown has them. This file is the entry of a bundle of its own, loaded with the first page.
 */
export function pageText(html: string): { readonly title: string; readonly text: string } {
  const writer = new PageWriter();
  const parser = new Parser(writer, { decodeEntities: true });
  parser.write(html.slice(0, longestHtml));
  parser.end();
  return { title: writer.title.replace(/\s+/g, ' ').trim(), text: writer.text };
}

class PageWriter {
  title = '';
  private out = '';
  /** How deep one is in what is dropped, and in text whose spaces count. */
  private silent = 0;
  private preformatted = 0;
  private inTitle = false;
  /** Where the text of the outermost `main` or `article` begins, and the longest that there was. */
  private readonly begun: { readonly name: string; readonly at: number }[] = [];
  private best: { readonly name: string; readonly text: string } | undefined;

  get text(): string {
    return tidy(this.best && this.best.text.trim() !== '' ? this.best.text : this.out);
  }

  onopentag(name: string): void {
    if (name === 'title') {
      this.inTitle = this.title === '';
    }
    if (dropped.has(name)) {
      this.silent++;
    }
    if (name === 'main' || name === 'article') {
      this.begun.push({ name, at: this.out.length });
    }
    if (blocks.has(name)) {
      this.line(2);
    }
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (level !== undefined) {
      this.put(`${'#'.repeat(Number(level))} `);
    } else if (name === 'pre') {
      this.put('```\n');
      this.preformatted++;
    } else if (name === 'code' && this.preformatted === 0) {
      this.put('`');
    } else if (name === 'li') {
      this.line(1);
      this.put('- ');
    } else if (name === 'tr' || name === 'br') {
      this.line(1);
    } else if (name === 'td' || name === 'th') {
      this.put(this.out.endsWith('\n') ? '' : ' | ');
    }
  }

  ontext(text: string): void {
    if (this.inTitle) {
      this.title += text;
    }
    const words = this.preformatted > 0 ? text : text.replace(/\s+/g, ' ');
    this.put(this.preformatted === 0 && /\s$/.test(this.out) ? words.replace(/^ /, '') : words);
  }

  onclosetag(name: string): void {
    if (name === 'title') {
      this.inTitle = false;
    }
    if (name === 'pre') {
      this.line(1);
      this.put('```');
      this.preformatted--;
    } else if (name === 'code' && this.preformatted === 0) {
      this.put('`');
    }
    if (blocks.has(name)) {
      this.line(2);
    }
    if (dropped.has(name)) {
      this.silent--;
    }
    const open = this.begun.at(-1);
    if (open?.name === name) {
      this.begun.pop();
      const text = this.out.slice(open.at);
      // `main` is what the page says of itself; of several articles the longest is meant.
      if (this.best?.name !== 'main' ? name === 'main' || text.length > (this.best?.text.length ?? 0) : name === 'main' && text.length > this.best.text.length) {
        this.best = { name, text };
      }
    }
  }

  private put(text: string): void {
    if (this.silent === 0) {
      this.out += text;
    }
  }

  private line(ends: 1 | 2): void {
    if (this.silent === 0 && this.out !== '') {
      const there = /\n{0,2}$/.exec(this.out.slice(-2))?.[0].length ?? 0;
      this.out += '\n'.repeat(Math.max(0, ends - there));
    }
  }
}

function tidy(text: string): string {
  return text.replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}
