/** How a language writes values: JSON with its own words for some of them. */
export interface Literals {
  readonly text: (value: string) => string;
  readonly true: string;
  readonly false: string;
  readonly null: string;
  readonly list: readonly [open: string, close: string];
  readonly map: readonly [open: string, close: string];
  /** A map with nothing in it, where that is written otherwise. */
  readonly emptyMap?: string;
  /** Between a name and its value. */
  readonly colon: string;
  readonly trailingComma: boolean;
  readonly indent: string;
}

/** Writes a value of JSON over several lines; those after the first begin with `margin`. */
export function literal(value: unknown, language: Literals, margin = ''): string {
  if (typeof value === 'string') {
    return language.text(value);
  }
  if (typeof value === 'boolean') {
    return language[`${value}`];
  }
  if (value === null || value === undefined) {
    return language.null;
  }
  if (typeof value !== 'object') {
    return JSON.stringify(value);
  }
  const inner = margin + language.indent;
  const items = Array.isArray(value)
    ? value.map((item) => literal(item, language, inner))
    : Object.entries(value).map(([name, item]) => language.text(name) + language.colon + literal(item, language, inner));
  const [open, close] = Array.isArray(value) ? language.list : language.map;
  if (items.length === 0) {
    return Array.isArray(value) ? open + close : (language.emptyMap ?? open + close);
  }
  const lines = items.map((item) => inner + item).join(',\n');
  return `${open}\n${lines}${language.trailingComma ? ',' : ''}\n${margin}${close}`;
}

/** The pieces of `text` around each `mark`, each as code, and the mark's own code between them; an empty piece is left out. */
export function joined(text: string, mark: string, quote: (piece: string) => string, key: string, plus: string): string {
  const pieces = text.split(mark).flatMap((piece, index) => [...(index > 0 ? [key] : []), ...(piece === '' ? [] : [quote(piece)])]);
  return pieces.length === 0 ? quote('') : pieces.join(plus);
}
