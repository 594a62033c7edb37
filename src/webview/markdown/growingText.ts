/** Characters after which the next line begins a new piece. Laying out a piece again is what an append costs. */
export const pieceLength = 4000;

/**
 * Text that only grows, in pieces of whole lines: an append touches the last piece alone. The element's `textContent`
 * is exactly what was appended.
 */
export class GrowingText {
  readonly #target: Element;
  #piece: Text | undefined;

  constructor(target: Element) {
    this.#target = target;
    target.replaceChildren();
  }

  append(text: string): void {
    let rest = text;
    while (rest !== '') {
      const piece = (this.#piece ??= this.#begin());
      const lineEnd = rest.indexOf('\n', Math.max(0, pieceLength - piece.length));
      const taken = lineEnd === -1 ? rest.length : lineEnd + 1;
      piece.appendData(rest.slice(0, taken));
      rest = rest.slice(taken);
      if (lineEnd !== -1) {
        this.#piece = undefined;
      }
    }
  }

  #begin(): Text {
    const element = document.createElement('span');
    element.className = 'piece';
    const text = document.createTextNode('');
    element.append(text);
    this.#target.append(element);
    return text;
  }
}
