/** Longest text that may name a place; the same for the host. */
const longestName = 300;

/** Milliseconds that names are gathered before they are asked for together. */
const gathering = 100;

/** Names asked for at once at most. */
const mostAtOnce = 100;

/** A character of a path, or a pair of brackets with some between. Single brackets are the sentence's. */
const piece = String.raw`(?:[\w@.+-]|\([\w@.+-]{0,100}\)|\[[\w@.+-]{0,100}\])`;

/**
 * `src/a.ts`, `src/a.ts:12`, `src/a.ts:12-20`, `src/a.ts#L3-L9`, among words. None begins in the middle of what could be another: then a
 * long run of such signs is looked through once.
 */
const inText = new RegExp(String.raw`(?<![\w/.@+)\]-])(?:[A-Za-z]:)?(?:\.{0,2}\/)?(?:${piece}+\/)*${piece}*\w\.[A-Za-z]\w{0,9}(?::\d+(?:[:-]\d+)?|#L\d+(?:-L?\d+)?)?(?![\w/])`, 'g');

/** What may name a file in a text, in order. */
export function pathsIn(text: string): readonly { readonly name: string; readonly index: number }[] {
  return [...text.matchAll(inText)].map(({ 0: name, index }) => ({ name, index }));
}

/** A name of a symbol as it stands in code: `sortBy`, `Cart.total()`, `ns::Type`. */
const symbolLike = /^[A-Za-z_$][\w$]{2,}(?:(?:\.|::|#)[A-Za-z_$][\w$]*)*(?:\(\))?$/;

/** A path with a folder or an ending, and perhaps a line. */
const pathLike = /^[^\s:*?"<>|`]{1,260}\.[A-Za-z]\w{0,9}(?::\d+(?:[:-]\d+)?|#L\d+(?:-L?\d+)?|\(\d+(?:, ?\d+)?\))?$|^(?:\.{0,2}\/)?(?:[\w.-]+\/)+[\w.-]+$/;

const isName = (text: string): boolean => text.length <= longestName && (pathLike.test(text) || symbolLike.test(text));

function link(name: string): HTMLElement {
  const element = document.createElement('a');
  element.className = 'place';
  element.setAttribute('role', 'link');
  element.tabIndex = 0;
  element.title = name;
  element.dataset['place'] = name;
  return element;
}

/** Words in `root` that may name a place, outside of code blocks, links and formulas. */
function textsIn(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest('a, button, code, pre, .code, .math') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found: Text[] = [];
  while (walker.nextNode()) {
    found.push(walker.currentNode as Text);
  }
  return found;
}

/** What stands for a name as a whole: inline code, the file of a code block, and a link that leads to no address. */
function wholesIn(root: Element): readonly (readonly [HTMLElement, string])[] {
  const elements = root.querySelectorAll<HTMLElement>(':not(a, pre) > code, .code-file, a[data-path]');
  return [...elements].map((element) => [element, element.dataset['path'] ?? element.textContent.trim()] as const);
}

/**
 * Makes links of what an answer says about the workspace: files, with their lines, and symbols. The host knows which of
 * them exist; only those become links.
 */
export class FileLinks {
  readonly #ask: (names: readonly string[]) => void;
  /** Those that the host found. */
  readonly #places = new Set<string>();
  readonly #asked = new Set<string>();
  #waiting: Element[] = [];

  constructor(ask: (names: readonly string[]) => void) {
    this.#ask = ask;
  }

  /** Looks through a finished block. */
  look(root: Element): void {
    this.#mark(root);
    this.#waiting.push(root);
    if (this.#waiting.length === 1) {
      setTimeout(() => {
        this.#send();
      }, gathering);
    }
  }

  /** Takes what the host found, and makes links of it wherever it is named. */
  found(names: readonly string[], document: ParentNode): void {
    const fresh = names.filter((name) => !this.#places.has(name));
    fresh.forEach((name) => this.#places.add(name));
    this.#asked.clear();
    if (fresh.length > 0) {
      document.querySelectorAll('.markdown .block').forEach((block) => {
        this.#mark(block);
      });
    }
  }

  #send(): void {
    const names = new Set<string>();
    for (const root of this.#waiting.filter(({ isConnected }) => isConnected)) {
      wholesIn(root).forEach(([, name]) => names.add(name));
      textsIn(root).forEach(({ data }) => {
        // With a folder or a line, so that not every `a.b` is one.
        pathsIn(data).filter(({ name }) => /[/:#]/.test(name)).forEach(({ name }) => names.add(name));
      });
    }
    this.#waiting = [];
    const wanted = [...names].filter((name) => isName(name) && !this.#places.has(name) && !this.#asked.has(name)).slice(0, mostAtOnce);
    if (wanted.length > 0) {
      wanted.forEach((name) => this.#asked.add(name));
      this.#ask(wanted);
    }
  }

  #mark(root: Element): void {
    if (this.#places.size === 0) {
      return;
    }
    for (const [element, name] of wholesIn(root)) {
      if (this.#places.has(name)) {
        const place = link(name);
        if (element.localName === 'a') {
          place.append(...element.childNodes);
          element.replaceWith(place);
        } else if (element.localName === 'code') {
          element.replaceWith(place);
          place.append(element);
        } else {
          element.replaceChildren(place);
          place.textContent = name;
          element.classList.replace('code-file', 'code-place');
        }
      }
    }
    textsIn(root).forEach((text) => {
      this.#markIn(text);
    });
  }

  #markIn(text: Text): void {
    const places = pathsIn(text.data).filter(({ name }) => this.#places.has(name));
    // From the end, so that what lies before stays where it is.
    for (const { name, index } of places.reverse()) {
      const rest = text.splitText(index);
      rest.splitText(name.length);
      const place = link(name);
      rest.replaceWith(place);
      place.append(rest);
    }
  }
}

/** The place that a click or a key on a link names; undefined for all else. */
export function placeOf(event: Event): string | undefined {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null;
  const meant = !(event instanceof KeyboardEvent) || event.key === 'Enter';
  return meant ? element?.dataset['place'] : undefined;
}
